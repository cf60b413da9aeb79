package io.portfolioplatform.cache.shared;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

import org.jspecify.annotations.Nullable;

/**
 * The bytes around a shared result: {@code PC}, the version of this format (1), flags (1
 * = deflated), then the result.
 */
final class Frame {

	private static final int THRESHOLD = 1024;

	private static final int LARGEST = 64 * 1024 * 1024;

	private static final byte[] PLAIN = { 'P', 'C', 1, 0 };

	private static final byte[] DEFLATED = { 'P', 'C', 1, 1 };

	private Frame() {
	}

	static byte[] pack(byte[] result) {
		byte[] deflated = (result.length > THRESHOLD) ? deflate(result) : result;
		boolean smaller = deflated.length < result.length;
		byte[] header = smaller ? DEFLATED : PLAIN;
		byte[] body = smaller ? deflated : result;
		byte[] bytes = Arrays.copyOf(header, header.length + body.length);
		System.arraycopy(body, 0, bytes, header.length, body.length);
		return bytes;
	}

	/**
	 * Take the result out.
	 * @return the result, or {@code null} if the bytes are no frame of this version
	 */
	static byte @Nullable [] unpack(byte[] bytes) {
		int begin = PLAIN.length;
		if (startsWith(bytes, PLAIN)) {
			return Arrays.copyOfRange(bytes, begin, bytes.length);
		}
		return startsWith(bytes, DEFLATED) ? inflate(bytes, begin) : null;
	}

	private static boolean startsWith(byte[] bytes, byte[] header) {
		return bytes.length >= header.length && Arrays.equals(bytes, 0, header.length, header, 0, header.length);
	}

	private static byte[] deflate(byte[] result) {
		Deflater deflater = new Deflater(Deflater.BEST_SPEED);
		try {
			deflater.setInput(result);
			deflater.finish();
			ByteArrayOutputStream out = new ByteArrayOutputStream(result.length / 2);
			byte[] buffer = new byte[8192];
			while (!deflater.finished()) {
				out.write(buffer, 0, deflater.deflate(buffer));
			}
			return out.toByteArray();
		}
		finally {
			deflater.end();
		}
	}

	private static byte @Nullable [] inflate(byte[] bytes, int begin) {
		Inflater inflater = new Inflater();
		try {
			inflater.setInput(bytes, begin, bytes.length - begin);
			ByteArrayOutputStream out = new ByteArrayOutputStream(4 * bytes.length);
			byte[] buffer = new byte[8192];
			while (!inflater.finished()) {
				int length = inflater.inflate(buffer);
				if (length == 0 || out.size() + length > LARGEST) {
					return inflater.finished() ? out.toByteArray() : null;
				}
				out.write(buffer, 0, length);
			}
			return out.toByteArray();
		}
		catch (DataFormatException ex) {
			return null;
		}
		finally {
			inflater.end();
		}
	}

}
