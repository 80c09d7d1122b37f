"""Small lectures on several subjects, in the languages in which questions are drafted."""

from __future__ import annotations

from pathlib import Path

from knowledge.build import read_course
from knowledge.model import Build

CELLS = """# Lecture 3: The cell

---

# Agenda

- Organelles
- Transport
- Homework 2, due Friday

---

# Organelles

- Ribosome: the site of protein synthesis in every living organism
- Mitochondrion: produces most of the chemical energy that reactions need
- Lysosome: breaks down waste material with digestive enzymes
- Golgi apparatus: packs proteins into vesicles and sends them off

---

# Membrane transport

- Types of passive transport: simple diffusion, facilitated diffusion, osmosis
- Types of active transport: sodium pump, endocytosis, exocytosis
- Osmosis is the movement of water through a membrane towards the higher concentration
- The sodium pump moves three ions out of the cell for every two ions that enter
- Adenosine Triphosphate (ATP) is the source of energy for active transport
- This will be on the exam

---

# Cell cycle phases

1. Interphase
2. Prophase
3. Metaphase
4. Anaphase
5. Telophase

---

# Osmosis in kidneys

- Pros:
  - Needs no chemical energy
  - Keeps the volume of blood steady
- Cons:
  - Works slowly over long distances
  - Depends on a gradient of salt

---

# References

- Alberts, B. Molecular biology of the cell. Garland Science, 2015.
"""

ROME = """# Timeline of the republic

- 509: The last king is driven out
- 1453: Constantinople falls to the Ottomans
- 1527: Imperial troops sack the city of Rome
- 1861: Italy becomes one kingdom
- 1922: Fascists march on the capital

---

# Offices of the republic

- Consul: one of two heads of state who served for a year
- Praetor: a judge who also led armies in the provinces
- Quaestor: an official who looked after the treasury
- Aedile: an official who looked after markets and temples

---

# Assemblies

- The senate is a council of former officials that decided on war and money
- The census is a count of all citizens that took place every 5 years
"""

NETZE = """# Schichten des Internets

- Vermittlungsschicht: bestimmt den Weg der Pakete durch das Netz
- Transportschicht: verbindet die Prozesse auf den beiden Rechnern
- Sicherungsschicht: erkennt Fehler auf einer einzelnen Leitung
- Anwendungsschicht: stellt den Programmen die Dienste bereit

---

# Protokolle

- Ein Protokoll ist eine Vereinbarung über die Form und die Reihenfolge von Nachrichten
- Ein Router ist ein Gerät, das Pakete zwischen verschiedenen Netzen weiterleitet
- Das Domain Name System (DNS) ist ein verteiltes Verzeichnis für die Namen von Rechnern
"""

DROIT = """# Les pouvoirs de l'État

- Le pouvoir législatif : vote les lois et contrôle le gouvernement
- Le pouvoir exécutif : applique les lois avec l'aide de la police
- Le pouvoir judiciaire : tranche les litiges entre les personnes
- Le pouvoir constituant : adopte et révise la constitution du pays

---

# Les actes

- Un contrat est un accord de volontés qui crée des obligations entre les parties
- Une loi est une règle générale qui est votée par le parlement et qui oblige tous les citoyens
"""

NUBE = """# Modelos de servicio

- Infraestructura: máquinas virtuales y redes que el cliente administra
- Plataforma: un entorno en el que el cliente despliega sus aplicaciones
- Software: una aplicación completa que el proveedor mantiene para el cliente
- Función: un trozo de código que se ejecuta cuando llega un evento

---

# Contenedores

- Un contenedor es un proceso aislado que comparte el núcleo con el resto del sistema
- Una imagen es una plantilla de solo lectura que sirve para crear los contenedores
"""

COURSES = {
    "cells.md": CELLS,
    "rome.md": ROME,
    "netze.md": NETZE,
    "droit.md": DROIT,
    "nube.md": NUBE,
}


def built(folder: Path, *names: str, **texts: str) -> Build:
    """What is read of the named lectures, and of further `texts` (file name without ending → Markdown)."""
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / name).write_text(COURSES[name])
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text)
    return read_course([folder])
