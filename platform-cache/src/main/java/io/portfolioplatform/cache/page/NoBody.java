package io.portfolioplatform.cache.page;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;

/**
 * The body of a request that has none to be seen.
 */
final class NoBody extends ServletInputStream {

	@Override
	public int read() {
		return -1;
	}

	@Override
	public boolean isFinished() {
		return true;
	}

	@Override
	public boolean isReady() {
		return true;
	}

	@Override
	public void setReadListener(ReadListener listener) {
		throw new IllegalStateException("A @CachePage method cannot read asynchronously");
	}

}
