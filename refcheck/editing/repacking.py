"""A ZIP archive with some entries exchanged; all others keep their bytes, packed as they were."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from lxml import etree

from refcheck.reading.package import Package

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_HAS_DESCRIPTOR = 0x08  # sizes follow the data instead of standing before it
_LEVEL = 0x06  # how hard the packer tried
_UTF8 = 0x800
_ZIP64 = 0x0001
_DEFLATED = 20  # the version of the format that a reader needs
_EPOCH = 0x0021  # 1 January 1980, as Word dates all entries


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry as it is written; `packed` is its data."""

    name: bytes
    packed: bytes = b""
    crc: int = 0
    size: int = 0
    method: int = zipfile.ZIP_STORED
    flags: int = 0
    version: int = _DEFLATED
    made_by: int = _DEFLATED
    time: int = 0
    date: int = _EPOCH
    local_extra: bytes = b""
    extra: bytes = b""
    comment: bytes = b""
    internal: int = 0
    external: int = 0

    def holding(self, body: bytes) -> _Entry:
        """The same entry with another content."""
        packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        packed = packer.compress(body) + packer.flush()
        version = max(self.version, _DEFLATED)
        crc, method = zlib.crc32(body), zipfile.ZIP_DEFLATED
        flags = self.flags & ~_LEVEL
        return replace(self, packed=packed, crc=crc, size=len(body), method=method, version=version, flags=flags)

    def _common(self) -> tuple[int, ...]:
        return self.flags, self.method, self.time, self.date, self.crc, len(self.packed), self.size, len(self.name)

    def local(self) -> bytes:
        head = _LOCAL.pack(b"PK\x03\x04", self.version, *self._common(), len(self.local_extra))
        return head + self.name + self.local_extra + self.packed

    def central(self, offset: int) -> bytes:
        lengths = len(self.extra), len(self.comment), 0
        head = _CENTRAL.pack(
            b"PK\x01\x02", self.made_by, self.version, *self._common(), *lengths, self.internal, self.external, offset
        )
        return head + self.name + self.extra + self.comment


def rewritten(package: Package, roots: Mapping[str, etree._Element | None]) -> bytes:
    """The file of a package with these parts, by their paths, as they stand now; None for one that stays.

    The same input always gives the same bytes. Raises ReadingError for an archive that is no proper one.
    """
    changed = {path: package.written(path, root) for path, root in roots.items() if root is not None}
    try:
        return repacked(package.content, changed) if changed else package.content
    except (struct.error, ValueError) as error:
        reason = f"its ZIP container is damaged ({error}); open it in Word or LibreOffice and save it again"
        raise package.refusal(reason) from error


def repacked(content: bytes, changed: Mapping[str, bytes]) -> bytes:
    """The archive in `content`, which zipfile can read, with the content of some entries changed, or added at its end.

    Raises struct.error or ValueError where its entries are not where its table says.
    """
    archive = zipfile.ZipFile(io.BytesIO(content))
    if sum(info.compress_size for info in archive.infolist()) > len(content):
        raise ValueError("its entries lie over one another")
    entries = list(_entries(archive, content, changed))
    for name, body in changed.items():
        if name not in archive.NameToInfo:
            entries.append(_Entry(name.encode(), flags=0 if name.isascii() else _UTF8).holding(body))
    out, directory = bytearray(), bytearray()
    for entry in entries:
        directory += entry.central(len(out))
        out += entry.local()
    end = _END.pack(b"PK\x05\x06", 0, 0, len(entries), len(entries), len(directory), len(out), len(archive.comment))
    return bytes(out + directory + end + archive.comment)


def _entries(archive: zipfile.ZipFile, content: bytes, changed: Mapping[str, bytes]) -> Iterator[_Entry]:
    for info in archive.infolist():
        _, _, _, _, time, date, _, _, _, of_name, of_extra = _LOCAL.unpack_from(content, info.header_offset)
        name = info.header_offset + _LOCAL.size
        extra, data = name + of_name, name + of_name + of_extra
        entry = _Entry(
            name=content[name:extra],
            packed=content[data : data + info.compress_size],
            crc=info.CRC,
            size=info.file_size,
            method=info.compress_type,
            flags=info.flag_bits & ~_HAS_DESCRIPTOR,
            version=info.extract_version,
            made_by=info.create_version | info.create_system << 8,
            time=time,
            date=date,
            local_extra=_without_zip64(content[extra:data]),
            extra=_without_zip64(info.extra),
            comment=info.comment,
            internal=info.internal_attr,
            external=info.external_attr,
        )
        body = changed.get(info.filename)
        yield entry if body is None or archive.NameToInfo[info.filename] is not info else entry.holding(body)


def _without_zip64(extra: bytes) -> bytes:
    """Extra fields without the one for sizes beyond 4 GB, which no file that is read here has."""
    kept = b""
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<2H", extra)
        if kind != _ZIP64:
            kept += extra[: 4 + length]
        extra = extra[4 + length :]
    return kept + extra
