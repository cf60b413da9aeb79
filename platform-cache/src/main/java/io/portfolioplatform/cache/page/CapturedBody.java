package io.portfolioplatform.cache.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import org.jspecify.annotations.Nullable;

/**
 * The body of a response, kept back until it is complete. One that is too long to be
 * remembered waits in a temporary file, so that it takes no more memory than one that is
 * not.
 */
final class CapturedBody extends ServletOutputStream {

	private final int maxBytes;

	private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();

	private @Nullable FileChannel file;

	private long length = -1;

	CapturedBody(int maxBytes) {
		this.maxBytes = maxBytes;
	}

	/**
	 * The length it is going to have, needed only if it is sent.
	 */
	void announce(long length) {
		this.length = length;
	}

	boolean isTooLong() {
		return this.file != null;
	}

	/**
	 * Return the whole of a body that is not too long.
	 */
	byte[] bytes() {
		return this.buffer.toByteArray();
	}

	/**
	 * Forget what was written, and give up the file.
	 */
	void reset() {
		this.buffer.reset();
		FileChannel file = this.file;
		this.file = null;
		try {
			if (file != null) {
				file.close();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Send what was written.
	 */
	void send(ServletResponse response) throws IOException {
		if (this.length >= 0) {
			response.setContentLengthLong(this.length);
		}
		if (this.file != null) {
			Channels.newInputStream(this.file.position(0)).transferTo(response.getOutputStream());
		}
		if (this.buffer.size() > 0) {
			this.buffer.writeTo(response.getOutputStream());
		}
	}

	@Override
	public void write(int value) throws IOException {
		write(new byte[] { (byte) value }, 0, 1);
	}

	@Override
	public void write(byte[] bytes, int offset, int count) throws IOException {
		if (this.buffer.size() + (long) count <= this.maxBytes) {
			this.buffer.write(bytes, offset, count);
			return;
		}
		OutputStream file = Channels.newOutputStream(file());
		this.buffer.writeTo(file);
		this.buffer.reset();
		file.write(bytes, offset, count);
	}

	private FileChannel file() throws IOException {
		FileChannel file = this.file;
		if (file == null) {
			file = FileChannel.open(Files.createTempFile("page", null), StandardOpenOption.READ,
					StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
			this.file = file;
		}
		return file;
	}

	@Override
	public boolean isReady() {
		return true;
	}

	@Override
	public void setWriteListener(WriteListener listener) {
		throw new IllegalStateException("A @CachePage method cannot write asynchronously");
	}

}
