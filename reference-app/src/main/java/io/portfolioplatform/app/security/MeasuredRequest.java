package io.portfolioplatform.app.security;

import java.io.IOException;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

import org.springframework.util.unit.DataSize;

/**
 * Request whose body cannot be read beyond a limit.
 */
class MeasuredRequest extends HttpServletRequestWrapper {

	private final DataSize limit;

	MeasuredRequest(HttpServletRequest request, DataSize limit) {
		super(request);
		this.limit = limit;
	}

	@Override
	public ServletInputStream getInputStream() throws IOException {
		return new Measured(super.getInputStream(), this.limit);
	}

	/**
	 * Stream that counts what is read.
	 */
	private static final class Measured extends ServletInputStream {

		private final ServletInputStream body;

		private final DataSize limit;

		private long read;

		Measured(ServletInputStream body, DataSize limit) {
			this.body = body;
			this.limit = limit;
		}

		@Override
		public int read() throws IOException {
			int next = this.body.read();
			count((next < 0) ? 0 : 1);
			return next;
		}

		@Override
		public int read(byte[] buffer, int offset, int length) throws IOException {
			int count = this.body.read(buffer, offset, length);
			count(Math.max(count, 0));
			return count;
		}

		private void count(int bytes) {
			this.read += bytes;
			if (this.read > this.limit.toBytes()) {
				throw BodyLimitFilter.tooLarge(this.limit);
			}
		}

		@Override
		public boolean isFinished() {
			return this.body.isFinished();
		}

		@Override
		public boolean isReady() {
			return this.body.isReady();
		}

		@Override
		public void setReadListener(ReadListener listener) {
			this.body.setReadListener(listener);
		}

	}

}
