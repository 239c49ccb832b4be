"""Conversation: state, the skill contract, arbitration, the journal."""

from dialog.alert import Alert
from dialog.answer import Answer
from dialog.clock import Clock, SystemClock, VirtualClock
from dialog.database import Database
from dialog.dialog import Dialog
from dialog.errors import DialogError
from dialog.journal import Journal
from dialog.rendering import Renderer
from dialog.schedule import Agenda, Appointment, Ring, Schedule
from dialog.services import Services
from dialog.skill import Bid, Choices, Manifest, Message, Reply, Request, Skill
from dialog.skillset import Skillset, load_skills
from dialog.storage import Storage

__all__ = [
    "Agenda",
    "Alert",
    "Answer",
    "Appointment",
    "Bid",
    "Choices",
    "Clock",
    "Database",
    "Dialog",
    "DialogError",
    "Journal",
    "Manifest",
    "Message",
    "Renderer",
    "Reply",
    "Request",
    "Ring",
    "Schedule",
    "Services",
    "Skill",
    "Skillset",
    "Storage",
    "SystemClock",
    "VirtualClock",
    "load_skills",
]
