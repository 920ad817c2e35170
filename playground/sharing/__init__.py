"""An experiment as a line of text: our own codes, and links of TensorFlow Playground."""
