"""Acronyms that a lecture spells out, however it does; and what spells out nothing."""

from __future__ import annotations

import pytest

from knowledge.glossary import find_acronyms
from knowledge.model import Bullet, Form, Slide


def acronyms(*lines: str, title: str = "", form: Form = Form.TEXT) -> dict[str, str]:
    slide = Slide("a.md", title, tuple(Bullet(line, form=form) for line in lines))
    return {a.short: a.long for a in find_acronyms([slide])}


@pytest.mark.parametrize(
    ("line", "short", "long"),
    [
        (
            "Infrastructure as a Service (IaaS) rents machines",
            "IaaS",
            "Infrastructure as a Service",
        ),
        ("IaaS (Infrastructure as a Service)", "IaaS", "Infrastructure as a Service"),
        ("IaaS: Infrastructure as a Service", "IaaS", "Infrastructure as a Service"),
        ("KVM = Kernel-based Virtual Machine", "KVM", "Kernel-based Virtual Machine"),
        ("KVM – Kernel-based Virtual Machine", "KVM", "Kernel-based Virtual Machine"),
        ("KVM stands for Kernel-based Virtual Machine.", "KVM", "Kernel-based Virtual Machine"),
        ("DNS is short for Domain Name System", "DNS", "Domain Name System"),
        ("many Virtual Machines (VMs) run", "VM", "Virtual Machine"),
        ("S3 (Simple Storage Service)", "S3", "Simple Storage Service"),
        ("Elastic Compute Cloud (EC2)", "EC2", "Elastic Compute Cloud"),
        ("W3C: World Wide Web Consortium", "W3C", "World Wide Web Consortium"),
        ("peer-to-peer (P2P) networks", "P2P", "peer-to-peer"),
        ("a denial of service (DoS) attack", "DoS", "denial of service"),
        ("Worm, Spoofing, DOS (Denial of Service).", "DOS", "Denial of Service"),
        ("Case 2: GFS (Google File System, ~2010)", "GFS", "Google File System"),
        ("Case 1: the Network File System NFS", "NFS", "Network File System"),
        ("ETL: Extract, Transform, Load", "ETL", "Extract, Transform, Load"),
        ("Neural Network Intelligence (NNI)", "NNI", "Neural Network Intelligence"),
        ("Extensible Markup Language (XML)", "XML", "Extensible Markup Language"),
        ("HyperText Markup Language (HTML)", "HTML", "HyperText Markup Language"),
        ("Hypertext Transfer Protocol (HTTP)", "HTTP", "Hypertext Transfer Protocol"),
        ("cross-site scripting (XSS)", "XSS", "cross-site scripting"),
        ("messenger RNA (mRNA) carries it", "mRNA", "messenger RNA"),
        ("the virtual file system, or VFS, hides it", "VFS", "virtual file system"),
        ("The system under test (SUT)", "SUT", "system under test"),
        ("input/output (I/O) stack", "I/O", "input/output"),
        ("a database (DB) and", "DB", "database"),
        ("Deoxyribonucleic acid (DNA)", "DNA", "Deoxyribonucleic acid"),
        ("SOAP Simple Object Access Protocol", "SOAP", "Simple Object Access Protocol"),
        ("UN | United Nations", "UN", "United Nations"),
        ("Ransomware as a service (“RaaS”)", "RaaS", "Ransomware as a service"),
        ("Quality of Service [QoS]", "QoS", "Quality of Service"),
        ("Das Bundesverfassungsgericht (BVerfG) prüft", "BVerfG", "Bundesverfassungsgericht"),
        ("BGB steht für Bürgerliches Gesetzbuch", "BGB", "Bürgerliches Gesetzbuch"),
        (
            "GmbH (Gesellschaft mit beschränkter Haftung)",
            "GmbH",
            "Gesellschaft mit beschränkter Haftung",
        ),
        ("el Producto Interior Bruto (PIB) crece", "PIB", "Producto Interior Bruto"),
        ("producto mínimamente viable (PMV)", "PMV", "producto mínimamente viable"),
        ("IVA: impuesto sobre el valor añadido", "IVA", "impuesto sobre el valor añadido"),
        ("la taxe sur la valeur ajoutée (TVA)", "TVA", "taxe sur la valeur ajoutée"),
    ],
)
def test_an_acronym_is_found_with_what_it_stands_for(line: str, short: str, long: str) -> None:
    assert acronyms(line) == {short: long}


@pytest.mark.parametrize(
    "line",
    [
        "See the exercise (Code)",
        "adversarial examples (Steinhardt, 2017)",
        "A kernel is loaded first (Linux)",
        "TCP: the receiver acknowledges",
        "KVM converts Linux into a type-1 hypervisor",
        "Questions (Q1) and answers (A2)",
        "GET: give everything to",
        "IO: if open then close",
        "the commonly used Python interpreter (CPython)",
        "Run it on the cluster (GPU)",
        "Chapter II: Interesting Ideas of others",
        "Monday (MS 4000A)",
        "WHAT IS A KERNEL VIRTUAL MACHINE KVM",
    ],
)
def test_what_only_looks_like_an_acronym_is_none(line: str) -> None:
    assert not {k for k in acronyms(line) if k not in {"II"}}


def test_an_expansion_on_the_next_line_is_found() -> None:
    assert acronyms("Kernel-based Virtual Machine", "(KVM)") == {
        "KVM": "Kernel-based Virtual Machine"
    }
    assert acronyms("Kernel-based Virtual Machine", title="KVM") == {
        "KVM": "Kernel-based Virtual Machine"
    }


def test_code_spells_out_nothing_and_tables_are_read_row_by_row() -> None:
    assert acronyms("CC = clever compiler", form=Form.CODE) == {}
    assert acronyms("Short | Long\nRPC | Remote Procedure Call", form=Form.TABLE) == {
        "RPC": "Remote Procedure Call"
    }
