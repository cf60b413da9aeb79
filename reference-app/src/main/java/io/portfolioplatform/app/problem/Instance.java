package io.portfolioplatform.app.problem;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;

import org.springframework.util.StringUtils;
import org.springframework.web.util.UriUtils;

/**
 * The path of a request as the {@code instance} of a problem. Spring would fill it in by
 * itself, and fail where a client sends as a path what is no URI.
 */
final class Instance {

	private Instance() {
	}

	static URI of(String path) {
		// Two slashes would begin the name of a host.
		String absolute = "/" + StringUtils.trimLeadingCharacter(path, '/');
		try {
			return new URI(absolute);
		}
		catch (URISyntaxException ex) {
			return URI.create(UriUtils.encodePath(absolute, StandardCharsets.UTF_8));
		}
	}

}
