package io.portfolioplatform.app.imports;

import java.io.FilterReader;
import java.io.IOException;
import java.io.StringReader;

/**
 * Text of a CSV file that refuses a record without end, before all of its cells are kept:
 * a file of nothing but separators would need many times its size.
 */
class RecordReader extends FilterReader {

	/**
	 * A record has about ten cells, of which the longest may have 1000 characters; the
	 * parser reads a buffer ahead.
	 */
	static final int LONGEST = 100_000;

	private int left = LONGEST;

	RecordReader(String text) {
		super(new StringReader(text));
	}

	/**
	 * Tells that a record was read.
	 */
	void next() {
		this.left = LONGEST;
	}

	@Override
	public int read() throws IOException {
		return counted(super.read(), 1);
	}

	@Override
	public int read(char[] buffer, int offset, int length) throws IOException {
		int read = super.read(buffer, offset, length);
		return counted(read, read);
	}

	private int counted(int result, int characters) throws EndlessRecordException {
		this.left -= Math.max(characters, 0);
		if (this.left < 0) {
			throw new EndlessRecordException();
		}
		return result;
	}

	/**
	 * A record does not end where every record has ended.
	 */
	static final class EndlessRecordException extends IOException {

	}

}
