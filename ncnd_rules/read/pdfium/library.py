"""The library, which is an extra: nothing of it where it is not installed."""

try:
    import pypdfium2 as pdfium
    from pypdfium2 import raw
except ImportError:
    pdfium = raw = None

__all__ = ["pdfium", "raw"]
