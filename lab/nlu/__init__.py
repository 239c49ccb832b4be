"""Understanding: training, search for a shape, measurements."""
