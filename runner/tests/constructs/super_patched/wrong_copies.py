import io


class Counted(io.BytesIO):
    def __init__(self, *args):
        io.BytesIO.__init__(self, *args)
        self.reads = 0

    def read(self, size=-1):
        return io.BytesIO.read(self, size)
