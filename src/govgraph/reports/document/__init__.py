"""The report to hand in: one content, made section by section, that several writers put into the forms offices use.

`content` is what a report is made of; a file for each section of the skeleton makes its part from the results of
a review; `writers` turn the whole into HTML, Markdown, Word. No writer knows the domain, no section a format.
"""
