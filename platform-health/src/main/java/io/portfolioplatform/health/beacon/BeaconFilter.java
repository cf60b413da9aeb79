package io.portfolioplatform.health.beacon;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.io.ClassPathResource;

/**
 * Takes what browsers measured at {@link #PATH} and serves the script that measures at
 * {@link #SCRIPT}. Nobody has to sign in for it, so it takes little: small bodies, known
 * fields, so many a second.
 */
public final class BeaconFilter implements Filter {

	/** Where browsers send their times. */
	public static final String PATH = "/platform/rum";

	/** Where the script is. */
	public static final String SCRIPT = PATH + ".js";

	private static final int LARGEST_BODY = 2048;

	private final Pages pages;

	private final PerSecond rate;

	private final BeaconListener listener;

	private final byte[] script;

	/**
	 * Create the filter.
	 * @param pages patterns of the pages with a name of their own
	 * @param perSecond most beacons in a second
	 * @param listener hears of the times
	 * @throws IOException if the script is not in the jar
	 */
	public BeaconFilter(Collection<String> pages, int perSecond, BeaconListener listener) throws IOException {
		this.pages = new Pages(pages);
		this.rate = new PerSecond(perSecond, System::nanoTime);
		this.listener = listener;
		this.script = new ClassPathResource("rum.js", BeaconFilter.class).getContentAsByteArray();
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		HttpServletRequest httpRequest = (HttpServletRequest) request;
		HttpServletResponse httpResponse = (HttpServletResponse) response;
		String path = httpRequest.getRequestURI().substring(httpRequest.getContextPath().length());
		if (path.equals(PATH) && httpRequest.getMethod().equals("POST")) {
			httpResponse.setStatus(take(httpRequest, httpResponse));
		}
		else if (path.equals(SCRIPT) && httpRequest.getMethod().equals("GET")) {
			httpResponse.setContentType("text/javascript");
			httpResponse.setHeader("Cache-Control", "max-age=3600");
			httpResponse.setContentLength(this.script.length);
			httpResponse.getOutputStream().write(this.script);
		}
		else {
			chain.doFilter(request, response);
		}
	}

	private int take(HttpServletRequest request, HttpServletResponse response) throws IOException {
		if (!this.rate.tryPass()) {
			response.setHeader("Retry-After", "1");
			return 429;
		}
		byte[] body = read(request);
		if (body.length > LARGEST_BODY) {
			return HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE;
		}
		try {
			Beacon beacon = Beacon.parse(new String(body, StandardCharsets.UTF_8));
			String page = this.pages.nameOf(beacon.page());
			beacon.times().forEach((timing, time) -> this.listener.measured(page, timing, time));
			return HttpServletResponse.SC_NO_CONTENT;
		}
		catch (IllegalArgumentException ex) {
			// The sender is a script in a page that has gone: there is nobody to explain
			// to.
			return HttpServletResponse.SC_BAD_REQUEST;
		}
	}

	private static byte[] read(HttpServletRequest request) throws IOException {
		try (InputStream body = request.getInputStream()) {
			return body.readNBytes(LARGEST_BODY + 1);
		}
	}

}
