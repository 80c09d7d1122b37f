"""Questions in students' words about the sample lecture: the right slide, or the plain refusal."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from knowledge.answer_report import render_answer
from knowledge.course import Course, Topic
from knowledge.entries import make_entries
from knowledge.model import Answer, AnswerKind, Build, Bullet, Slide

NOW = datetime(2021, 11, 17, 20, 0, tzinfo=UTC)
AGENDA, KVM, TYPES, CONTAINERS, REST = (
    "OBJECTIVES - 11/16",
    "KERNEL BASED VIRTUAL MACHINES (KVM)",
    "TYPES OF ABSTRACTION IN THE CLOUD",
    "CONTAINER SERVICES",
    "",
)
ANSWERED = [
    ("What is KVM?", KVM, "hypervisor"),
    ("waht is kmv", KVM, "KVM"),
    ("kvm", KVM, "KVM"),
    ("explain kvm pls", KVM, "KVM"),
    ("what does kvm stand for", KVM, "VIRTUAL MACHINES (KVM)"),
    ("is kvm a type 1 hypervisor", KVM, "type-1"),
    ("type 1 hypervisor", KVM, "type-1"),
    ("what is a type-1 hypervisor?", KVM, "type-1"),
    ("which hypervisor is bare metal", KVM, "bare-metal"),
    ("baremetal hypervisor?", KVM, "bare-metal"),
    ("what makes linux a type 1 hypervisor", KVM, "type-1"),
    ("what linux components does kvm use", KVM, "memory manager"),
    ("does kvm need hardware support", KVM, "HW-level"),
    ("what hw does kvm require", KVM, "HW-level"),
    ("why is kvm called a hybrid", KVM, "hybrid"),
    ("since which kernel version is kvm in linux", KVM, "2.6.20"),
    ("when was kvm added to linux", KVM, "2007"),
    ("how are VMs implemented in kvm", KVM, "processes"),
    ("how does kvm schedule vms", KVM, "scheduler"),
    ("whats the hypervisor kernel", KVM, "hypervisor kernel"),
    ("xen", TYPES, "XEN"),
    ("what is Xen?", TYPES, "XEN"),
    ("tell me about virtualbox", TYPES, "VirtualBox"),
    ("virtual box?", TYPES, "VirtualBox"),
    ("virtaulbox", TYPES, "VirtualBox"),
    ("iaas virtual machines", TYPES, "IaaS"),
    ("what was the original iaas abstraction", TYPES, "IaaS"),
    ("what are virtual machines", TYPES, "Virtual Machines"),
    ("IaaS?", TYPES, "IaaS"),
    ("what is an OS container", TYPES, "OS Container"),
    (
        "difference between os containers and application containers",
        TYPES,
        "Application containers",
    ),
    ("os container vs app container", TYPES, "OS Container"),
    ("how many processes does an application container run", TYPES, "few processes"),
    ("how many processes run in an os container", TYPES, "100s"),
    ("are os containers heavier", TYPES, "heavier"),
    ("app containers", TYPES, "App"),
    ("what is docker", TYPES, "Docker"),
    ("dokcer", TYPES, "Docker"),
    ("what does docker do?", TYPES, "packages dependencies"),
    ("what replaces a VM", TYPES, "replacement"),
    ("firecracker", TYPES, "Firecracker"),
    ("what is firecraker", TYPES, "Firecracker"),
    ("give an example of a micro vm", TYPES, "Micro VMs"),
    ("what are micro vms?", TYPES, "Micro VMs"),
    ("microvm", TYPES, "Micro VMs"),
    ("unikernels", TYPES, "Unikernel"),
    ("what is a unikernel?", TYPES, "Unikernel"),
    ("unikernal operating system", TYPES, "Unikernel"),
    ("why were unikernels designed", TYPES, "overhead"),
    ("are unikernels multi process", TYPES, "Single process"),
    ("types of abstraction in the cloud", TYPES, "Virtual Machines"),
    ("which cloud abstractions are there", TYPES, "Virtual Machines"),
    ("AKS", CONTAINERS, "Azure Kubernetes Service"),
    ("what does AKS stand for", CONTAINERS, "Azure Kubernetes Service"),
    ("what is eks", CONTAINERS, "Amazon Elastic Container Service for Kubernetes"),
    ("EKS stands for?", CONTAINERS, "Amazon Elastic"),
    ("GKE?", CONTAINERS, "Google Kubernetes Engine"),
    ("what is aci", CONTAINERS, "Azure Container Instances"),
    ("when did ACI come out", CONTAINERS, "April 2018"),
    ("aws fargate", CONTAINERS, "Fargate"),
    ("what is fargte", CONTAINERS, "Fargate"),
    ("when was fargate released", CONTAINERS, "November 2017"),
    ("googles kubernetes service", CONTAINERS, "Google Kubernetes Engine"),
    ("which managed kubernetes services exist", CONTAINERS, "Kubernetes"),
    ("microsoft's kubernetes offering", CONTAINERS, "Azure Kubernetes"),
    ("amazons kubernetes", CONTAINERS, "Amazon Elastic"),
    ("what is container as a service", CONTAINERS, "Container-as-a-Service"),
    ("CaaS?", CONTAINERS, "Container-as-a-Service"),
    ("what does caas stand for", CONTAINERS, "Container-as-a-Service"),
    ("examples of container as a service", CONTAINERS, "Azure Container Instances"),
    ("serverless kubernetes from google", CONTAINERS, "Serverless Add-on"),
    ("gke serverless add on", CONTAINERS, "Serverless Add-on"),
    ("list the container services", CONTAINERS, "AKS"),
    ("container cluster services", CONTAINERS, "Public cloud"),
    ("what is REST", REST, "web resources"),
    ("rest?", REST, "web resources"),
    ("soap", REST, "SOAP"),
    ("what does SOAP stand for", REST, "Simple Object Access Protocol"),
    ("what replaced soap", REST, "Supersedes SOAP"),
    ("http verbs", REST, "GET"),
    ("what are the http methods", REST, "GET, POST"),
    ("htttp verbs plz", REST, "GET"),
    ("what verbs does http have", REST, "GET"),
    ("which format are rest responses in", REST, "JSON"),
    ("what are requests made to", REST, "URI"),
    ("web services operations stateless", REST, "stateless"),
    ("what is a web service", REST, "web services"),
    ("DELETE verb", REST, "DELETE"),
    ("S3", AGENDA, "S3"),
    ("where do we learn about s3", AGENDA, "S3"),
    ("cloudwatch", AGENDA, "CloudWatch"),
    ("cloud watch tutorial", AGENDA, "CloudWatch"),
    ("which tutorial is about serverless databases", AGENDA, "Tutorial 6"),
    ("serverless databases", AGENDA, "Serverless Databases"),
    ("severless database", AGENDA, "Serverless Databases"),
    ("tutorial 5", AGENDA, "Tutorial 5"),
    ("whats tutorial 6 about", AGENDA, "Tutorial 6"),
    ("tutorial five", AGENDA, "Tutorial 5"),
    ("when is the proposal due", AGENDA, "11/19"),
    ("term project proposal deadline", AGENDA, "11/19"),
    ("whens teh checkin due", AGENDA, "12/1"),
    ("when is the check-in due?", AGENDA, "12/1"),
    ("check in deadline", AGENDA, "12/1"),
    ("when do i have to hand in the checkin", AGENDA, "12/1"),
    ("when are the presentations", AGENDA, "11/30"),
    ("group presentation dates", AGENDA, "11/30"),
    ("what can the group presentation be about", AGENDA, "Cloud Technology or Research Paper"),
    ("chapter 5", AGENDA, "Ch. 5"),
    ("whats chapter 5 about", AGENDA, "Cloud Enabling Technology"),
    ("which chapter are we reading", AGENDA, "Ch. 5"),
    ("ch 5?", AGENDA, "Ch. 5"),
    ("what's due?", AGENDA, "12/1"),
    ("any deadlines", AGENDA, "12/1"),
    ("what do we do today", AGENDA, "Team planning"),
    ("agenda", AGENDA, "Team planning"),
    ("team planning", AGENDA, "Team planning"),
    ("what is due this week", AGENDA, "11/19"),
    ("when is the term project due", AGENDA, "12/1"),
    ("intro to faas", AGENDA, "FaaS"),
    ("faas", AGENDA, "FaaS"),
    ("What are the objectives today?", AGENDA, "Team planning"),
    ("yo whats the deal with unikernels??", TYPES, "Unikernel"),
    ("hey lectern can u pls tell me what EKS is", CONTAINERS, "EKS"),
    ("WHAT IS A HYPERVISOR KERNEL", KVM, "hypervisor kernel"),
    ("the thing from amazon for k8s", CONTAINERS, "Amazon Elastic"),
    ("azure k8s", CONTAINERS, "Azure Kubernetes"),
    ("what does google offer for kubernetes", CONTAINERS, "Google Kubernetes Engine"),
    ("When did AWS Fargate launch?", CONTAINERS, "November 2017"),
    ("fargate launch year", CONTAINERS, "2017"),
    ("how old is ACI", CONTAINERS, "April 2018"),
    ("what came out in april 2018", CONTAINERS, "April 2018"),
    ("serverless addon date", CONTAINERS, "July 2018"),
    ("what is needed to run kvm", KVM, "HW-level"),
    ("requirements for KVM", KVM, "HW-level"),
    ("can kvm run without hardware support", KVM, "HW-level"),
    ("does KVM use the linux scheduler", KVM, "Linux scheduler"),
    ("io stack", KVM, "I/O"),
    ("who schedules the VMs", KVM, "Linux scheduler"),
    ("linux proceses as vms", KVM, "regular Linux processes"),
    ("kernel version kvm", KVM, "2.6.20"),
    ("what does bare metal mean", KVM, "bare-metal"),
    ("hypervsior", KVM, "hypervisor"),
    ("hybrid hypervisor", KVM, "hybrid"),
    ("lightweight alternatives to vms", TYPES, "Lighter weight"),
    ("lighter than a full virtual machine", TYPES, "Lighter weight"),
    ("are micro vms lighter than vms", TYPES, "Lighter weight"),
    ("what do docker containers package", TYPES, "packages dependencies"),
    ("how can i run an app anywhere", TYPES, "run an application anywhere"),
    ("what abstraction does caas use", TYPES, "CaaS"),
    ("os cotnainers", TYPES, "OS"),
    ("how many processes in os containers vs app containers", TYPES, "100s"),
    ("multi thread single process os", TYPES, "Single process"),
    ("goal of unikernels", TYPES, "overhead"),
    ("unikernels objective", TYPES, "overhead"),
    ("what reduces the overhead of too many OS instances", TYPES, "overhead"),
    ("what mimics a full os", TYPES, "mimics full OS"),
    ("which services are container-as-a-service", CONTAINERS, "Azure Container Instances"),
    ("public cloud container clusters", CONTAINERS, "cluster services"),
    ("Elastic Container Service", CONTAINERS, "Amazon Elastic"),
    ("eks vs aks", CONTAINERS, "Azure Kubernetes Service"),
    ("difference between aks and gke", CONTAINERS, "Google Kubernetes Engine"),
    ("what does AKS stnad for", CONTAINERS, "Azure Kubernetes"),
    ("full form of GKE", CONTAINERS, "Google Kubernetes Engine"),
    ("google kubernetes engine abbreviation", CONTAINERS, "GKE"),
    ("acronym for azure container instances", CONTAINERS, "ACI"),
    ("what superseded SOAP", REST, "Supersedes SOAP"),
    ("SOAP meaning", REST, "Simple Object Access Protocol"),
    ("simple object access protocol", REST, "SOAP"),
    ("REST vs SOAP", REST, "Supersedes SOAP"),
    ("which http methods did we cover", REST, "GET, POST"),
    ("is put an http verb", REST, "PUT"),
    ("get post put delete", REST, "GET, POST"),
    ("what formats can responses be in", REST, "JSON"),
    ("can a rest response be xml", REST, "XML"),
    ("are the operations stateless", REST, "stateless"),
    ("are there limits on response format", REST, "no real limits"),
    ("which tutorial covers s3", AGENDA, "Tutorial 5"),
    ("tutoral 5", AGENDA, "Tutorial 5"),
    ("Tutorial #6", AGENDA, "Tutorial 6"),
    ("files in s3", AGENDA, "S3"),
    ("what's the group presentation about", AGENDA, "Group Presentation"),
    ("presentaion dates", AGENDA, "11/30"),
    ("until when can i update my proposal", AGENDA, "11/19"),
    ("proposal update due date", AGENDA, "11/19"),
    ("term projct checkin date", AGENDA, "12/1"),
    ("at what time is the check-in due on wednesday", AGENDA, "12/1"),
    ("is the checkin due at midnight", AGENDA, "12/1"),
    ("what chapter is on cloud enabling tech", AGENDA, "Ch. 5"),
    ("cloud enabling technology", AGENDA, "Ch. 5"),
    ("chapter five", AGENDA, "Ch. 5"),
    ("faas tutorial", AGENDA, "FaaS"),
    ("whats on the agenda", AGENDA, "Team planning"),
    ("today's agenda", AGENDA, "Team planning"),
    ("upcoming deadlines pls", AGENDA, "12/1"),
    ("anything due tomorrow?", AGENDA, ""),
    ("what do i need to hand in", AGENDA, "12/1"),
    ("deadline for term project", AGENDA, "12/1"),
]
DECLINED = [
    "explain backpropagation",
    "what is a transformer",
    "how do i install docker on windows",
    "what is aws lambda",
    "what is the difference between TCP and UDP",
    "who invented kvm",
    "how much does fargate cost",
    "what is vmware",
    "what is terraform",
    "is attendance mandatory",
    "when is the final exam",
    "what is my grade",
    "where is the office",
    "what is kubernetes ingress",
    "what does PUT do in dynamodb",
    "capital of france",
    "what is gradient descent",
    "can i get an extension",
    "who is the TA",
    "what is hyper-v",
    "how does paging work",
    "what is a type 2 hypervisor",
    "what is a container image layer",
    "when was xen released",
    "who wrote firecracker",
    "when is homework 3 due",
    "what is openstack",
    "what is podman",
    "how much memory does a unikernel need",
    "tutorial 9",
    "chapter 12",
    "when is tutorial 7 due",
    "what is graphql",
    "what is PATCH used for",
    "does the exam cover rest",
    "how to cook pasta",
    "what is blockchain",
    "explain mapreduce",
    "what is s4",
    "is vmware esxi type 1",
    "how to deploy a container to eks",
    "what does GraphQL stand for",
    "what does FPGA stand for",
    "lorem ipsum dolor",
    "what is the difference between docker and podman",
    "who created docker",
    "how much ram does firecracker use",
    "what language is firecracker written in",
    "what port does http use",
    "is the midterm curved",
    "who is my ta",
    "what is azure functions",
    "what is Lambda",
    "explain kvm networking with bridges",
    "how do i create an eks cluster",
    "what is a pod",
    "does xen need hardware support",
    "what is esxi",
    "when did docker come out",
    "price of eks",
    "how to write a proposal",
    "how long is the presentation",
    "how many people per group",
    "what is idempotency",
    "what is gRPC",
    "what does JSON stand for",
    "what does REST stand for",
    "what does IaaS stand for",
    "what is tutorial 4 about",
    "what is chapter 6",
    "when is tutorial 5 due",
    "how many points is the check-in worth",
    "where do i submit the check-in",
    "what is the lecturer's email",
    "is there class on thanksgiving",
    "what is paravirtualization",
    "type-2 hypervisor examples",
    "what is ring 0",
    "what are cgroups",
    "namespaces in linux",
    "sql injection",
    "when is lecture 14",
    "what happened in 1969",
    "lecture recording link",
    "why is the sky blue",
    "is xen a type 1 hypervisor",
    "how fast is a micro vm to boot",
    "what is gvisor",
    "azure virtual machines price",
    "what is the exam format",
]


@pytest.mark.parametrize(("question", "title", "quoted"), ANSWERED)
def test_it_is_answered_from_the_right_slide(
    course: Course, question: str, title: str, quoted: str
) -> None:
    result = course.ask(question, now=NOW)
    assert result.answered, result
    assert result.source is not None
    assert (result.source.title, result.source.lecture) == (title, 13)
    assert quoted.casefold() in result.quote.casefold()


@pytest.mark.parametrize("question", [case[0] for case in ANSWERED])
def test_an_answer_is_the_slides_own_lines_word_for_word(course: Course, question: str) -> None:
    result = course.ask(question, now=NOW)
    own = {b.text for s in course.build.slides for b in s.bullets}
    own |= {s.title for s in course.build.slides}
    assert set(result.quote.splitlines()) <= own


@pytest.mark.parametrize("question", DECLINED)
def test_what_the_lecture_does_not_say_is_declined(course: Course, question: str) -> None:
    result = course.ask(question, now=NOW)
    assert not result.answered, result.quote
    assert result.kind is AnswerKind.NONE
    assert result.confidence < 0.5
    assert len(result.near_misses) <= 3


def test_a_part_of_a_slide_is_quoted_where_a_part_will_do(course: Course) -> None:
    result = course.ask("does kvm need hardware support", now=NOW)
    assert result.quote == "KVM requires HW-level support to run"


def test_a_comparison_quotes_both_sides(course: Course) -> None:
    quote = course.ask("os containers vs application containers", now=NOW).quote
    assert "OS containers run 100s of processes just like a VM" in quote
    assert "Application containers run only a few processes" in quote


def test_a_line_that_only_lists_both_is_no_comparison(course: Course) -> None:
    result = course.ask("difference between put and post", now=NOW)
    assert not result.answered
    assert "PUT" in result.near_misses[0].quote


@pytest.mark.parametrize(
    ("question", "quoted"),
    [("whats on ch5", "Ch. 5: Cloud Enabling Technology"), ("tut 5?", "Files in S3")],
)
def test_a_number_written_close_to_its_word_is_understood(
    course: Course, question: str, quoted: str
) -> None:
    assert quoted in course.ask(question, now=NOW).quote


def test_whats_due_lists_what_is_to_come_soonest_first(course: Course) -> None:
    result = course.ask("what's due?", now=NOW)
    assert result.kind is AnswerKind.DEADLINE
    assert [d.title.split(" - ")[-1][:12] for d in result.deadlines] == [
        "Term Project",
        "Term Project",
        "Group Presen",
    ]
    assert [d.ends_at.date().isoformat() for d in result.deadlines] == [
        "2021-11-19",
        "2021-12-01",
        "2021-12-09",
    ]


def test_due_this_week_keeps_to_the_week(course: Course) -> None:
    result = course.ask("what is due this week?", now=NOW)
    assert [d.title for d in result.deadlines] == ["Term Project Proposals"]


def test_where_a_week_has_nothing_due_that_is_said_before_what_comes_next(course: Course) -> None:
    saturday = datetime(2021, 11, 20, 18, tzinfo=UTC)
    result = course.ask("what is due this week?", now=saturday)
    assert isinstance(result, Answer)
    assert result.remark == "Nothing is due this week. What comes next:"
    assert [d.ends_at.date().isoformat() for d in result.deadlines] == ["2021-12-01", "2021-12-09"]
    assert render_answer(result).startswith(result.remark)
    in_general = course.ask("what is due?", now=saturday)
    assert isinstance(in_general, Answer)
    assert not in_general.remark


def test_when_nothing_is_to_come_what_has_passed_is_shown(course: Course) -> None:
    result = course.ask("anything due?", now=datetime(2026, 1, 1, tzinfo=UTC))
    assert result.answered
    assert len(result.deadlines) == 3


@pytest.mark.parametrize(
    "hello",
    [
        "hi",
        "Hello!!",
        "hey lectern",
        "thanks",
        "thank you so much, that helped",
        "ok cool",
        "thx!",
        "ty 🙏",
        "bye",
    ],
)
def test_greetings_and_thanks_get_a_friendly_line(course: Course, hello: str) -> None:
    result = course.ask(hello, now=NOW)
    assert (result.answered, result.kind, result.source) == (True, AnswerKind.CHAT, None)
    assert len(result.quote) < 120


def test_a_greeting_with_a_question_in_it_is_a_question(course: Course) -> None:
    assert course.ask("hi, what is KVM?", now=NOW).kind is AnswerKind.QUOTE


def test_a_follow_up_takes_its_topic_from_the_thread(course: Course) -> None:
    topic = Topic("what is KVM?", None)
    result = course.ask("and does it need hardware support?", now=NOW, topic=topic)
    assert result.quote == "KVM requires HW-level support to run"


def test_a_follow_up_that_names_its_own_topic_is_answered_from_there(course: Course) -> None:
    result = course.ask("and what about Xen?", now=NOW, topic=Topic("what is KVM?", None))
    assert "XEN" in result.quote


def test_a_topic_does_not_make_an_answer_of_what_is_not_said(course: Course) -> None:
    result = course.ask("and how much does it cost?", now=NOW, topic=Topic("what is KVM?", None))
    assert not result.answered


def test_the_faq_is_quoted_word_for_word(course: Course) -> None:
    result = course.ask("do you use chat gpt?", now=NOW)
    assert result.kind is AnswerKind.FAQ
    assert result.entry is not None
    assert result.quote == result.entry.text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "🎉🎉",
        "???",
        "\x00",
        "\u202eabc",
        "<!channel>",
        ":tada:",
        "א" * 500,
        "a" * 10_000,
        "what is " * 2_000,
    ],
)
def test_any_text_gets_an_answer_or_an_abstention(course: Course, text: str) -> None:
    result = course.ask(text, now=NOW)
    assert result.answered in {True, False}


def test_the_same_question_gets_the_same_answer(course: Course) -> None:
    assert course.ask("kvm hypervisr", now=NOW) == course.ask("kvm hypervisr", now=NOW)


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ("An inner join keeps the rows that match", "what is a left join"),
        ("Parity is even or odd", "what are parity bits"),
    ],
)
def test_words_that_pad_a_question_about_dates_count_in_any_other(line: str, question: str) -> None:
    """ "What is still left to hand in" is padded; a left join is not."""
    slide = Slide("a.txt", "", (Bullet(line), Bullet("Something else entirely")))
    build = Build(slides=(slide,), entries=make_entries((slide,), (), ()))
    small = Course.from_build(build, code="", name="", timezone="UTC")
    assert not small.ask(question, now=NOW).answered
