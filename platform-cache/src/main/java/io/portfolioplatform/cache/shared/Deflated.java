package io.portfolioplatform.cache.shared;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

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
		InputStream in = new InflaterInputStream(new ByteArrayInputStream(bytes), inflater, BUFFER);
		try {
			byte[] result = in.readNBytes(LARGEST + 1);
			return (inflater.finished() && result.length <= LARGEST) ? result : null;
		}
		catch (IOException ex) {
			return null;
		}
		finally {
			inflater.end();
		}
	}

}
