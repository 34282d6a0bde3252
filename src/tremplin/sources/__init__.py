"""The two source documents, sentence by sentence, with the cases that show what the law makes of each."""
