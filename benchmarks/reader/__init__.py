"""What fits the small reader: its questions, their encoding, the examples, the networks."""
