package io.portfolioplatform.cache.web;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.function.Supplier;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * Adds the position in the log to the headers of a response, before its body begins or at
 * its end.
 */
final class PositionedResponse extends HttpServletResponseWrapper {

	/** Longer than any process is behind that serves what it remembers. */
	private static final long SECONDS = 10;

	private final boolean secure;

	private final Supplier<@Nullable String> position;

	private @Nullable String told;

	PositionedResponse(HttpServletResponse response, boolean secure, Supplier<@Nullable String> position) {
		super(response);
		this.secure = secure;
		this.position = position;
	}

	void tellPosition() {
		String position = isCommitted() ? null : this.position.get();
		if (position != null && !position.equals(this.told)) {
			this.told = position;
			setHeader(ReadYourWritesFilter.HEADER, position);
			addHeader(HttpHeaders.SET_COOKIE,
					ResponseCookie.from(ReadYourWritesFilter.COOKIE, position)
						.path("/")
						.maxAge(SECONDS)
						.httpOnly(true)
						.secure(this.secure)
						.sameSite("Lax")
						.build()
						.toString());
		}
	}

	@Override
	public ServletOutputStream getOutputStream() throws IOException {
		tellPosition();
		return super.getOutputStream();
	}

	@Override
	public PrintWriter getWriter() throws IOException {
		tellPosition();
		return super.getWriter();
	}

	@Override
	public void flushBuffer() throws IOException {
		tellPosition();
		super.flushBuffer();
	}

	@Override
	public void sendError(int status) throws IOException {
		tellPosition();
		super.sendError(status);
	}

	@Override
	public void sendError(int status, String message) throws IOException {
		tellPosition();
		super.sendError(status, message);
	}

	@Override
	public void sendRedirect(String location) throws IOException {
		tellPosition();
		super.sendRedirect(location);
	}

	@Override
	public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
		tellPosition();
		super.sendRedirect(location, status, clearBuffer);
	}

}
