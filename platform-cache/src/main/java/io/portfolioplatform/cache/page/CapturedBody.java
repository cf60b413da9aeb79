package io.portfolioplatform.cache.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;

/**
 * The body of a response, kept back until it is complete or too long to be remembered.
 */
final class CapturedBody extends ServletOutputStream {

	private final HttpServletResponse response;

	private final int maxBytes;

	private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();

	private long length = -1;

	private boolean goneOut;

	CapturedBody(HttpServletResponse response, int maxBytes) {
		this.response = response;
		this.maxBytes = maxBytes;
	}

	/**
	 * The length it is going to have, needed only if it goes out.
	 */
	void announce(long length) {
		this.length = length;
	}

	boolean hasGoneOut() {
		return this.goneOut;
	}

	byte[] bytes() {
		return this.buffer.toByteArray();
	}

	void reset() {
		if (this.goneOut) {
			throw new IllegalStateException("Part of the answer has been sent");
		}
		this.buffer.reset();
	}

	void release() throws IOException {
		if (!this.goneOut) {
			this.goneOut = true;
			if (this.length >= 0) {
				this.response.setContentLengthLong(this.length);
			}
			if (this.buffer.size() > 0) {
				this.buffer.writeTo(this.response.getOutputStream());
				this.buffer.reset();
			}
		}
	}

	@Override
	public void write(int value) throws IOException {
		write(new byte[] { (byte) value }, 0, 1);
	}

	@Override
	public void write(byte[] bytes, int offset, int count) throws IOException {
		if (!this.goneOut && this.buffer.size() + (long) count > this.maxBytes) {
			release();
		}
		if (this.goneOut) {
			this.response.getOutputStream().write(bytes, offset, count);
		}
		else {
			this.buffer.write(bytes, offset, count);
		}
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
