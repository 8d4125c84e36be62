"""What `benchmarks/train_close_reader.py` fits the close reader on."""
