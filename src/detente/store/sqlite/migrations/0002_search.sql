-- Full-text search over title and text: diacritics and case are folded, the words stay in `documents`.
CREATE VIRTUAL TABLE documents_fts USING fts5 (
    title, text,
    content = 'documents', content_rowid = 'number',
    tokenize = 'unicode61 remove_diacritics 2'
);

-- Documents are only ever inserted, so one trigger keeps the index in step.
CREATE TRIGGER documents_are_indexed AFTER INSERT ON documents BEGIN
    INSERT INTO documents_fts (rowid, title, text) VALUES (NEW.number, NEW.title, NEW.text);
END;

INSERT INTO documents_fts (documents_fts) VALUES ('rebuild');
