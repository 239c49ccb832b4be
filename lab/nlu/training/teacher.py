"""The teacher: multilingual-e5-small, or a larger one that the user brings."""

from pathlib import Path

from lab.nlu.training.e5 import read_e5
from lab.nlu.training.teacher_weights import TeacherWeights
from lab.nlu.training.xlm_roberta import read_xlm_roberta


def read_teacher(source: Path) -> TeacherWeights:
    """Read the container of multilingual-e5-small, or a folder with a model of the XLM-R family.

    Raises:
        NluError: ``teacher.format``.
    """
    return read_xlm_roberta(source) if source.is_dir() else read_e5(source)
