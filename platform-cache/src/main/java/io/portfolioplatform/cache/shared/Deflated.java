package io.portfolioplatform.cache.shared;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

import org.jspecify.annotations.Nullable;

/**
 * Makes long results shorter (RFC 1950).
 */
final class Deflated {

	private static final int THRESHOLD = 1024;

	/** More is not read. */
	static final int LARGEST = 64 * 1024 * 1024;

	private static final int BUFFER = 8192;

	private Deflated() {
	}

	/**
	 * Deflate a result if it is long enough to be worth it.
	 */
	static byte[] of(byte[] result) {
		if (result.length <= THRESHOLD) {
			return result;
		}
		Deflater deflater = new Deflater(Deflater.BEST_SPEED);
		try {
			deflater.setInput(result);
			deflater.finish();
			ByteArrayOutputStream out = new ByteArrayOutputStream(result.length / 2);
			byte[] buffer = new byte[BUFFER];
			while (!deflater.finished()) {
				out.write(buffer, 0, deflater.deflate(buffer));
			}
			return out.toByteArray();
		}
		finally {
			deflater.end();
		}
	}

	/**
	 * Return what was deflated.
	 * @return the result, or {@code null} if the bytes are not deflated, cut off, or more
	 * than 64 MB
	 */
	static byte @Nullable [] inflate(byte[] bytes) {
		Inflater inflater = new Inflater();
		try {
			inflater.setInput(bytes);
			ByteArrayOutputStream out = new ByteArrayOutputStream(4 * bytes.length);
			byte[] buffer = new byte[BUFFER];
			while (!inflater.finished()) {
				int length = inflater.inflate(buffer);
				if (out.size() + length > LARGEST || (length == 0 && !inflater.finished())) {
					return null;
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
