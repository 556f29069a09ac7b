import io


class Counted(io.BufferedRandom):
    def __init__(self, *args):
        super().__init__(*args)
        self.reads = 0

    def read(self, size=-1):
        self.reads += 1
        return super().read(size)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        return super().__exit__(*exc_info)

    def __iter__(self):
        return self

    def __next__(self):
        line = super().readline()
        if not line:
            raise StopIteration
        return line
