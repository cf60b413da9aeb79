package io.portfolioplatform.cache.shared;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

import org.jspecify.annotations.Nullable;

/**
 * A shared result with what its bytes begin with, big endian: {@code PC}, the version of
 * this format (3), flags (1 = deflated), CRC-32C of the rest, fingerprint of the type.
 *
 * @param schema fingerprint of the type
 * @param result the result
 */
@SuppressWarnings("ArrayRecordComponent")
record Frame(long schema, byte[] result) {

	private static final short MAGIC = 'P' << 8 | 'C';

	static final byte VERSION = 3;

	private static final byte DEFLATED = 1;

	private static final int CHECKED_FROM = 8;

	private static final int HEADER = CHECKED_FROM + Long.BYTES;

	byte[] pack() {
		byte[] deflated = Deflated.of(this.result);
		boolean smaller = deflated.length < this.result.length;
		byte[] body = smaller ? deflated : this.result;
		ByteBuffer bytes = ByteBuffer.allocate(HEADER + body.length);
		bytes.putShort(MAGIC).put(VERSION).put(smaller ? DEFLATED : 0).putInt(0);
		bytes.putLong(this.schema).put(body);
		return bytes.putInt(CHECKED_FROM - Integer.BYTES, checksum(bytes.array())).array();
	}

	/**
	 * Read a frame.
	 * @return the frame, or {@code null} if the bytes are none of this version, or not as
	 * they were written
	 */
	static @Nullable Frame unpack(byte[] bytes) {
		if (bytes.length < HEADER) {
			return null;
		}
		ByteBuffer buffer = ByteBuffer.wrap(bytes);
		boolean known = buffer.getShort() == MAGIC && buffer.get() == VERSION;
		byte flags = buffer.get();
		if (!known || (flags & ~DEFLATED) != 0 || buffer.getInt() != checksum(bytes)) {
			return null;
		}
		long schema = buffer.getLong();
		byte[] body = new byte[buffer.remaining()];
		buffer.get(body);
		byte[] result = (flags == DEFLATED) ? Deflated.inflate(body) : body;
		return (result != null) ? new Frame(schema, result) : null;
	}

	private static int checksum(byte[] bytes) {
		CRC32C checksum = new CRC32C();
		checksum.update(bytes, CHECKED_FROM, bytes.length - CHECKED_FROM);
		return (int) checksum.getValue();
	}

}
