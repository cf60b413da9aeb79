package io.portfolioplatform.app.imports;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * File as it was handed in.
 *
 * @param name the name to report it by
 * @param content the bytes, which have to be UTF-8
 */
@SuppressWarnings("ArrayRecordComponent")
public record ImportFile(String name, byte[] content) {

	private static final String BYTE_ORDER_MARK = "\uFEFF";

	String text() {
		try {
			String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(this.content)).toString();
			return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
		}
		catch (CharacterCodingException ex) {
			throw new ImportRefusedException(this.name, new ImportProblem(lineOfFirstBadByte(), "encoding", "",
					"the file is not UTF-8 text; save it as UTF-8 and try again"));
		}
	}

	private int lineOfFirstBadByte() {
		String readable = new String(this.content, StandardCharsets.UTF_8);
		String before = readable.substring(0, Math.max(0, readable.indexOf('\uFFFD')));
		return 1 + (int) before.chars().filter((character) -> character == '\n').count();
	}

}
