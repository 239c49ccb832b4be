"""How the student is made: data, teacher, training, export, scores."""
