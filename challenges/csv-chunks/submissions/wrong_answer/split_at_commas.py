# Fails: test_line_of_a_wrong_row_is_the_line_of_the_file, test_file_that_ends_inside_quotes_is_told,
#   test_text_behind_a_closing_quote_is_told, test_commas_and_quotes_in_fields, test_rows_are_counted_not_lines,
#   test_line_breaks_in_fields_stay_as_they_are, test_rare_line_breaks_end_no_line, test_quoted_field
# Mistake: takes lines for records and splits them at commas.


def read_chunks(path, size):
    if size < 1:
        raise ValueError("size must be at least 1")
    return _chunks(path, size)


def _chunks(path, size):
    with open(path, encoding="utf-8-sig") as file:
        columns = None
        chunk = []
        for number, line in enumerate(file, start=1):
            line = line.strip()
            if not line:
                continue
            fields = [field.strip('"') for field in line.split(",")]
            if columns is None:
                columns = fields
                if len(set(columns)) < len(columns):
                    raise ValueError("a column is named twice")
                continue
            if len(fields) != len(columns):
                raise ValueError(f"line {number}: {len(fields)} fields instead of {len(columns)}")
            chunk.append(dict(zip(columns, fields)))
            if len(chunk) == size:
                yield chunk
                chunk = []
        if chunk:
            yield chunk
