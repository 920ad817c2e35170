"""The parts of the window that hold controls: data, hyper-parameters, transport, notices."""
