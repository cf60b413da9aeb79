package io.portfolioplatform.cache.page;

import java.lang.reflect.Type;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.portfolioplatform.cache.shared.ResultFormat;

/**
 * A page as bytes, big endian: when it was made, the number of texts, each text with its
 * length (the content type, then names and values of headers), the body.
 */
final class PageFormat implements ResultFormat {

	@Override
	public Type type() {
		return Page.class;
	}

	@Override
	public byte[] write(Object value) {
		Page page = (Page) value;
		List<byte[]> texts = texts(page);
		int length = texts.stream().mapToInt((text) -> Integer.BYTES + text.length).sum();
		ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + Integer.BYTES + length + page.body().length);
		bytes.putLong(page.created()).putInt(texts.size());
		texts.forEach((text) -> bytes.putInt(text.length).put(text));
		return bytes.put(page.body()).array();
	}

	private static List<byte[]> texts(Page page) {
		List<byte[]> texts = new ArrayList<>();
		String contentType = page.contentType();
		texts.add(bytes((contentType != null) ? contentType : ""));
		page.headers().forEach((header) -> {
			texts.add(bytes(header.name()));
			texts.add(bytes(header.value()));
		});
		return texts;
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Read a page.
	 * @param bytes what was written, or anything else
	 * @return the page, of which the same bytes would be written
	 * @throws IllegalArgumentException if the bytes are none
	 */
	@Override
	public Page read(byte[] bytes) {
		try {
			return page(ByteBuffer.wrap(bytes));
		}
		catch (BufferUnderflowException | CharacterCodingException ex) {
			throw new IllegalArgumentException("No page", ex);
		}
	}

	private static Page page(ByteBuffer buffer) throws CharacterCodingException {
		long created = buffer.getLong();
		int texts = buffer.getInt();
		String contentType = text(buffer);
		List<Header> headers = new ArrayList<>();
		for (int i = 1; i < texts; i += 2) {
			headers.add(new Header(text(buffer), text(buffer)));
		}
		if (texts != 1 + 2 * headers.size() || !Header.isLine(contentType)
				|| !headers.stream().allMatch(Header::isLine)) {
			throw new IllegalArgumentException("No page");
		}
		byte[] body = new byte[buffer.remaining()];
		buffer.get(body);
		return new Page(!contentType.isEmpty() ? contentType : null, List.copyOf(headers), body, created);
	}

	private static String text(ByteBuffer buffer) throws CharacterCodingException {
		int length = buffer.getInt();
		if (length < 0 || length > buffer.remaining()) {
			throw new BufferUnderflowException();
		}
		ByteBuffer text = buffer.slice(buffer.position(), length);
		buffer.position(buffer.position() + length);
		// A decoder refuses what is no UTF-8.
		return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
	}

}
