"""Uploads stay in memory until they are read: a disk that is full is met where there is a page to say so."""

import errno
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, TemporaryFileUploadHandler


class Nothing(FileUploadHandler):
    """For every form without a file: what is sent to it all the same fills neither the memory nor the disk."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        raise SkipFile

    def file_complete(self, file_size: int) -> None:
        return None


class InMemory(FileUploadHandler):
    """Keeps as much of a form's files as may be sent; of what is too large only the size is known."""

    room = settings.UPLOAD_LIMIT

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.kept = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.room -= len(raw_data)
        if self.room >= 0:
            self.kept.write(raw_data)

    def file_complete(self, file_size: int) -> "UploadedFile[bytes]":
        self.kept.seek(0)
        return InMemoryUploadedFile(
            self.kept, self.field_name, self.file_name or "", self.content_type, file_size, self.charset
        )


class OnDisk(TemporaryFileUploadHandler):
    """Keeps a large file on the disk; what is larger than may be sent is only counted."""

    room = settings.EXCHANGE_LIMIT

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        if args and args[0] != "file":
            raise SkipFile
        super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.room -= len(raw_data)
        if self.room >= 0:
            super().receive_data_chunk(raw_data, start)


def no_room(fault: OSError) -> bool:
    """The disk is full."""
    return fault.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
