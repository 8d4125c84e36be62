"""What the close reader is fitted on, and how; see `benchmarks/train_close_reader.py`."""
