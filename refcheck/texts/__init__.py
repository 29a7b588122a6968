"""The cited texts: what a reference's document says at the place that is cited.

`library` is the interface (`Texts`: a canonical form → its text), `folder` and `index` the provider that reads a
folder of the user's. All other modules are pure: `structure` finds paragraphs, sections, annexes and notes,
`matching` finds a quotation, `consulting` holds what a document says of its sources against their texts.
"""
