package io.portfolioplatform.perf.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;

import io.portfolioplatform.perf.load.LoadUser;
import org.jspecify.annotations.Nullable;

/**
 * Sends one person's requests and notes how each ended.
 *
 * @param http sends them
 * @param url where the system is
 * @param user whose they are
 * @param answers is told how each ended
 */
record Client(HttpClient http, URI url, LoadUser user, Consumer<Answer> answers) {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	static Client of(URI url, LoadUser user, Consumer<Answer> answers) {
		return new Client(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), url, user, answers);
	}

	HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(this.url.resolve(path))
			.timeout(PATIENCE)
			.header("Authorization", "Bearer " + this.user.token())
			.header("X-Forwarded-For", this.user.address());
	}

	/**
	 * Send a request.
	 * @param request the request
	 * @param wanted statuses that are good
	 * @return what came, or {@code null} if nothing did
	 */
	@Nullable HttpResponse<String> ask(HttpRequest.Builder request, Set<Integer> wanted) throws InterruptedException {
		HttpRequest built = request.build();
		long begun = System.nanoTime();
		try {
			HttpResponse<String> response = this.http.send(built, BodyHandlers.ofString());
			int status = response.statusCode();
			note(built,
					wanted.contains(status) ? Answer.Kind.OK
							: Answer.Kind.of(status, response.headers().firstValue("Retry-After").isPresent()),
					Integer.toString(status), begun);
			return response;
		}
		catch (IOException ex) {
			note(built, Answer.Kind.BROKEN, ex.getClass().getSimpleName(), begun);
			return null;
		}
	}

	private void note(HttpRequest request, Answer.Kind kind, String detail, long begun) {
		boolean write = !request.method().equals("GET");
		this.answers.accept(new Answer(this.user.number(), write, kind, detail, begun, System.nanoTime()));
	}

}
