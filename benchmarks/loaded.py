"""The embedding model in memory, for processes that are forked from the one that imports this."""

import torch

from index.embedding import SentenceEmbeddings

torch.set_num_threads(1)  # threads do not outlive a fork
EMBEDDINGS = SentenceEmbeddings()
EMBEDDINGS.load()
