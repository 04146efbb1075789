"""A small cloze encoder: how well a character fits between what stands left and right of it."""
