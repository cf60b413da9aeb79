package io.portfolioplatform.cache.page;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * A response that keeps its body back and notes the headers that the controller sets, as
 * long as the answer may be remembered. Nothing is sent meanwhile: others may be waiting
 * for this answer, and none of them for this client.
 */
final class PageCapture extends HttpServletResponseWrapper {

	private final CapturedBody body;

	private final List<Header> headers = new ArrayList<>();

	private @Nullable PrintWriter writer;

	private boolean refused;

	PageCapture(HttpServletResponse response, int maxBytes) {
		super(response);
		this.body = new CapturedBody(maxBytes);
	}

	/**
	 * Return what is to be remembered.
	 * @param now the time in milliseconds since 1970
	 * @return the page, or {@code null} if it must not be remembered
	 */
	@Nullable Page page(long now) {
		flushWriter();
		boolean kept = !this.refused && !this.body.isTooLong() && getStatus() == SC_OK && !isCommitted()
				&& this.headers.stream().noneMatch(PageCapture::forbids);
		String contentType = getContentType();
		return (kept && (contentType == null || Header.isLine(contentType)))
				? new Page(contentType, List.copyOf(this.headers), this.body.bytes(), now) : null;
	}

	private static boolean forbids(Header header) {
		String value = header.value().toLowerCase(Locale.ROOT);
		return !header.isLine() || header.isNamed(HttpHeaders.SET_COOKIE)
				|| (header.isNamed(HttpHeaders.CACHE_CONTROL)
						&& (value.contains("private") || value.contains("no-store")))
				|| (header.isNamed(HttpHeaders.VARY) && value.contains("*"));
	}

	/**
	 * Send what was kept back.
	 */
	void release() throws IOException {
		if (this.writer != null && this.writer.checkError()) {
			throw new IOException("Part of the answer could not be kept until it was complete");
		}
		this.body.send(getResponse());
	}

	/**
	 * Give up what is kept back.
	 */
	void discard() {
		this.body.reset();
	}

	private void flushWriter() {
		if (this.writer != null) {
			this.writer.flush();
		}
	}

	@Override
	public ServletOutputStream getOutputStream() {
		return this.body;
	}

	@Override
	public PrintWriter getWriter() throws IOException {
		if (this.writer == null) {
			// As containers do, the encoding becomes part of the content type.
			Charset charset = Charset.forName(getCharacterEncoding());
			setCharacterEncoding(charset);
			this.writer = new PrintWriter(new OutputStreamWriter(this.body, charset));
		}
		return this.writer;
	}

	@Override
	public void flushBuffer() {
		flushWriter();
	}

	@Override
	public void resetBuffer() {
		flushWriter();
		this.body.reset();
	}

	@Override
	public void reset() {
		super.reset();
		this.headers.clear();
		resetBuffer();
	}

	@Override
	public void setContentLength(int length) {
		setContentLengthLong(length);
	}

	@Override
	public void setContentLengthLong(long length) {
		this.body.announce(length);
	}

	@Override
	public void sendError(int status) throws IOException {
		this.refused = true;
		super.sendError(status);
	}

	@Override
	public void sendError(int status, String message) throws IOException {
		this.refused = true;
		super.sendError(status, message);
	}

	@Override
	public void sendRedirect(String location) throws IOException {
		this.refused = true;
		super.sendRedirect(location);
	}

	@Override
	public void addCookie(Cookie cookie) {
		this.refused = true;
		super.addCookie(cookie);
	}

	@Override
	public void setHeader(String name, @Nullable String value) {
		if (HttpHeaders.CONTENT_LENGTH.equalsIgnoreCase(name)) {
			this.body.announce((value != null) ? Long.parseLong(value) : -1);
			return;
		}
		this.headers.removeIf((header) -> header.isNamed(name));
		note(name, value);
		super.setHeader(name, value);
	}

	@Override
	public void addHeader(String name, @Nullable String value) {
		if (HttpHeaders.CONTENT_LENGTH.equalsIgnoreCase(name)) {
			setHeader(name, value);
			return;
		}
		note(name, value);
		super.addHeader(name, value);
	}

	private void note(String name, @Nullable String value) {
		if (value != null && !HttpHeaders.CONTENT_TYPE.equalsIgnoreCase(name)) {
			this.headers.add(new Header(name, value));
		}
	}

	@Override
	public void setIntHeader(String name, int value) {
		setHeader(name, Integer.toString(value));
	}

	@Override
	public void addIntHeader(String name, int value) {
		addHeader(name, Integer.toString(value));
	}

	@Override
	public void setDateHeader(String name, long date) {
		super.setDateHeader(name, date);
		noteDate(name);
	}

	@Override
	public void addDateHeader(String name, long date) {
		super.addDateHeader(name, date);
		noteDate(name);
	}

	private void noteDate(String name) {
		this.headers.removeIf((header) -> header.isNamed(name));
		getHeaders(name).forEach((value) -> note(name, value));
	}

}
