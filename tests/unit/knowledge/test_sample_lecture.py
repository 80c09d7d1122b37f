"""What is read from the sample lecture's OCR text, held against what a person reads in it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from config.settings import DEFAULT_COURSE_FILE
from knowledge.model import Build, SlideKind

LECTURE = DEFAULT_COURSE_FILE.parent / "lectures" / "sample-lecture.txt"
SLIDES = {
    "OBJECTIVES - 11/16": [
        "Questions from 11/9",
        "Term Project Proposals - update by 11/19",
        "Tutorial 5 - Intro to FaaS II - Files in S3, CloudWatch",
        "Tutorial 6 - Intro to FaaS III - Serverless Databases",
        "Question 6 - Intro to FaaS III - Serverless Databases",
        "Question 1 - Group Presentation Overview: Cloud Technology or Research Paper for 11/30 - 12/9",
        "Term Project Check-in - due Wed 12/1 @ 11:59p",
        "Ch. 5: Cloud Enabling Technology",
        "Team planning",
    ],
    "KERNEL BASED VIRTUAL MACHINES (KVM)": [
        "KVM integrates hypervisor functionality directly into the Linux kernel "
        "(as of Linux kernel version 2.6.20 - 2007)",
        'Machine "boots" the hypervisor kernel, because the Linux kernel itself is the hypervisor kernel',
        'KVM could be considered a "hybrid" (blend)',
        "KVM converts Linux into a type-1 (bare-metal) hypervisor",
        "KVM users Linux memory manager, process scheduler, input/output (I/O) stack, device drivers, "
        "security manager, network stack, and more",
        "VMs are implemented as regular Linux processes scheduled by the Linux scheduler",
        "KVM requires HW-level support to run",
    ],
    "TYPES OF ABSTRACTION IN THE CLOUD": [
        "Virtual Machines - original IaaS cloud abstraction",
        "OS/Application Containers - seen with CaaS",
        "OS Container - replacement for VM, mimics full OS instance, heavier",
        "OS containers run 100s of processes just like a VM",
        "App Container – Docker: packages dependencies to easily transport and run an application anywhere",
        "Application containers run only a few processes",
        "Micro VMs - FaaS / CaaS",
        "Lighter weight alternative to full VM (KVM, XEN, VirtualBox)",
        "Firecracker",
        "Unikernel Operating Systems - research mostly",
        "Single process, multi-thread operating system",
        "Designed for cloud, objective to reduce overhead of running too many OS instances",
    ],
    "CONTAINER SERVICES": [
        "Public cloud container cluster services",
        "Azure Kubernetes Service (AKS)",
        "Amazon Elastic Container Service for Kubernetes (EKS)",
        "Google Kubernetes Engine (GKE)",
        "Container-as-a-Service",
        "Azure Container Instances (ACI – April 2018)",
        "AWS Fargate (November 2017)",
        "Google Kubernetes Engine Serverless Add-on (alpha-July 2018)",
    ],
    "": [
        "Supersedes SOAP Simple Object Access Protocol",
        "Access and manipulate web resources with a predefined set of stateless operations "
        "(known as web services)",
        "Requests are made to a URI",
        "Responses are most often in JSON, but can also be HTML, ASCII text, XML, "
        "no real limits as long as text-based",
        "HTTP verbs: GET, POST, PUT, DELETE, ...",
    ],
}


def test_the_slides_are_those_a_person_reads_and_no_others(build: Build) -> None:
    assert {s.title: [b.text for b in s.bullets] for s in build.slides} == SLIDES
    assert len(build.slides) == len(SLIDES)


def test_lecture_slide_number_date_and_course_are_given_where_they_are_known(build: Build) -> None:
    assert {s.title: s.slide for s in build.slides} == {
        "OBJECTIVES - 11/16": None,
        "KERNEL BASED VIRTUAL MACHINES (KVM)": 26,
        "TYPES OF ABSTRACTION IN THE CLOUD": 33,
        "CONTAINER SERVICES": None,
        "": 58,
    }
    assert {(s.lecture, s.date, s.course) for s in build.slides} == {
        (13, date(2021, 11, 16), "TCSS562")
    }


def test_the_agenda_and_only_the_agenda_is_recognised_as_one(build: Build) -> None:
    agendas = [s.title for s in build.slides if s.kind is SlideKind.AGENDA]
    assert agendas == ["OBJECTIVES - 11/16"]


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("KVM", "Kernel Based Virtual Machines"),
        ("AKS", "Azure Kubernetes Service"),
        ("EKS", "Amazon Elastic Container Service for Kubernetes"),
        ("GKE", "Google Kubernetes Engine"),
        ("ACI", "Azure Container Instances"),
        ("SOAP", "Simple Object Access Protocol"),
        ("CaaS", "Container-as-a-Service"),
        ("I/O", "input/output"),
    ],
)
def test_acronyms_are_taken_where_the_lecture_spells_them_out(
    build: Build, short: str, long: str
) -> None:
    assert build.acronyms[short] == long


def test_no_acronym_is_invented(build: Build) -> None:
    """REST, FaaS, IaaS, URI, JSON, S3 and AWS are used and never spelt out in this lecture."""
    assert len(build.acronyms) == 8


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("TCSSS62", "TCSS562"),
        ("COSSE", "TCSS562"),
        ("Movember16,202", "November 16, 2021"),
        ("laaS", "IaaS"),
        ("Washingtor", "Washington"),
        ("Octaliner-as-a-Service", "Container-as-a-Service"),
        ("Firecracker = Unikernel", "Firecracker • Unikernel"),
        ("[fail", "[Fall"),
    ],
)
def test_each_reading_error_is_repaired_with_evidence_and_its_original_kept(
    build: Build, wrong: str, right: str
) -> None:
    repair = next(r for r in build.repairs if r.original == wrong)
    assert repair.repaired == right
    assert len(repair.evidence) > 20


def test_a_repaired_bullet_keeps_its_original(build: Build) -> None:
    originals = {b.text: b.original for s in build.slides for b in s.bullets if b.original}
    assert originals["Container-as-a-Service"] == "Octaliner-as-a-Service"
    assert "laaS" in originals["Virtual Machines - original IaaS cloud abstraction"]


def test_a_real_word_is_left_and_flagged(build: Build) -> None:
    """ "KVM users Linux": "uses" would fit, but "users" is a word; a person has to look."""
    assert any("KVM users" in w and "uses" in w for w in build.warnings)
    assert any("Tutorial 6" in w and "Question 6" in w for w in build.warnings)


@pytest.mark.parametrize(
    "name",
    "KVM XEN VirtualBox Fargate Firecracker Unikernel AKS EKS GKE ACI CaaS FaaS CloudWatch".split(),
)
def test_names_that_no_dictionary_has_are_never_repaired(build: Build, name: str) -> None:
    assert not [r for r in build.repairs if name in r.original.split() and name not in r.repaired]
    assert any(name in b.text for s in build.slides for b in s.bullets) or name in str(build.slides)


@pytest.mark.parametrize("debris", ["Lust", "Stat", "<u>", "</u>", "40", "42", "41", "L13.26"])
def test_what_is_on_no_slide_is_dropped_with_the_reason(build: Build, debris: str) -> None:
    dropped = {d.text: d.why for d in build.dropped}
    assert dropped[debris]
    assert all(debris not in b.text.split() for s in build.slides for b in s.bullets)


@pytest.mark.parametrize(
    "footer",
    ["TCSS562:", "TCSSS62", "COSSE", "School of Engineering", "University of", "Wes J. Lloyd"],
)
def test_no_footer_is_left_on_any_slide(build: Build, footer: str) -> None:
    for slide in build.slides:
        assert footer not in slide.title
        assert all(footer not in bullet.text for bullet in slide.bullets)


def test_the_dated_items_are_those_of_the_agenda(build: Build) -> None:
    found = {
        d.quote: (d.kind, d.starts_at.isoformat(), d.ends_at.isoformat()) for d in build.deadlines
    }
    check_in = found["Term Project Check-in - due Wed 12/1 @ 11:59p"]
    assert check_in == ("due", "2021-12-01T23:59:00-08:00", "2021-12-01T23:59:00-08:00")
    kind, starts, ends = found[
        "Question 1 - Group Presentation Overview: Cloud Technology or Research Paper for 11/30 - 12/9"
    ]
    assert (kind, starts[:10], ends[:10]) == ("range", "2021-11-30", "2021-12-09")
    kind, _, ends = found["Term Project Proposals - update by 11/19"]
    assert (kind, ends[:10]) == ("due", "2021-11-19")


def test_history_on_a_content_slide_is_no_deadline(build: Build) -> None:
    """ "AWS Fargate (November 2017)" is when it came out."""
    assert all(d.source and d.source.title == "OBJECTIVES - 11/16" for d in build.deadlines)


def test_every_word_on_a_slide_stands_in_the_file_or_in_a_repair(build: Build) -> None:
    text = Path(LECTURE).read_text(encoding="utf-8")
    known = set(text.replace("<u>", " ").replace("</u>", " ").split())
    known |= {word for repair in build.repairs for word in repair.repaired.split()}
    said = {w for s in build.slides for b in s.bullets for w in b.text.split()}
    assert said <= known
