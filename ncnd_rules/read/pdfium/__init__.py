"""The pages of a PDF file, by pypdfium2: each as the characters inked on it, with places. `pdf` reads files with it.

A `document` is opened and turned into `pages`. On each the `characters` stand as they were `painted`, in an ink;
boxes, rules and dots are `figures`; and form fields and comments are `notes`.

pdfium is not thread-safe, and a page that invokes itself makes it eat memory until it is killed:
whoever calls this for a file from elsewhere does so in a guarded process.
"""
