package io.portfolioplatform.perf.faults;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

import com.sun.net.httpserver.HttpExchange;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stands where the application is, for one person, and keeps what they write: also what
 * it then answers with 503. A share costs 35.60.
 */
final class FakePortfolio extends FakeApplication {

	private final JsonMapper mapper = new JsonMapper();

	private final Map<Long, Kept> kept = new ConcurrentSkipListMap<>();

	private final Map<String, Long> keys = new HashMap<>();

	/** How often each kind of write was done, by method. */
	private final Map<String, Integer> done = new TreeMap<>();

	private final boolean unanswered;

	private boolean refusing;

	private FakePortfolio(boolean unanswered) throws IOException {
		this.unanswered = unanswered;
	}

	/**
	 * Start it.
	 * @param unanswered whether the first, third and so on write of each kind is done and
	 * answered with 503
	 */
	static FakePortfolio start(boolean unanswered) throws IOException {
		FakePortfolio fake = new FakePortfolio(unanswered);
		fake.serve();
		return fake;
	}

	/** As the database tells. */
	synchronized Map<String, List<Integer>> held() {
		return this.kept.values()
			.stream()
			.collect(Collectors.groupingBy(Kept::label, Collectors.mapping(Kept::quantity, Collectors.toList())));
	}

	synchronized Map<String, Integer> done() {
		return Map.copyOf(this.done);
	}

	/** From now on nothing is changed, and people are told that it had been. */
	synchronized void refuse() {
		this.refusing = true;
	}

	/** As if a commit had not been kept. */
	synchronized void forgetOne() {
		this.kept.keySet().stream().max(Long::compare).ifPresent(this.kept::remove);
	}

	@Override
	synchronized String[] answer(HttpExchange exchange, String body) {
		exchange.getResponseHeaders().add("Platform-Cache-Position", "1-1");
		String path = exchange.getRequestURI().getPath();
		String method = exchange.getRequestMethod();
		if (path.contains("/activities") && !method.equals("GET")) {
			String[] answer = write(exchange, method, path, body);
			boolean done = answer[0].startsWith("2");
			int times = this.done.merge(method, done ? 1 : 0, Integer::sum);
			return (done && this.unanswered && times % 2 == 1) ? answer("503", "") : answer;
		}
		if (path.equals("/api/imports")) {
			String quantity = body.replaceAll("(?s).*,MSFT,(\\d+),.*", "$1");
			this.kept.put(0L, new Kept(0, "", Integer.parseInt(quantity), 1));
		}
		return answer("200", read(path));
	}

	private String read(String path) {
		int shares = this.kept.values().stream().mapToInt(Kept::quantity).sum();
		if (path.endsWith("/activities")) {
			return "{\"activities\": "
					+ this.kept.values().stream().map(Kept::json).collect(Collectors.joining(", ", "[", "]"))
					+ ", \"next\": null}";
		}
		if (path.contains("/activities/")) {
			return this.kept.containsKey(id(path)) ? this.kept.get(id(path)).json() : "{\"status\": 404}";
		}
		if (path.endsWith("/performance")) {
			return "{\"value\": {\"amount\": \"" + new BigDecimal("35.60").multiply(BigDecimal.valueOf(shares))
					+ "\"}}";
		}
		return path.endsWith("/overview") ? "{\"topHoldings\": [{\"quantity\": \"" + shares + "\"}]}"
				: "[{\"id\": \"mine\"}]";
	}

	private String[] write(HttpExchange exchange, String method, String path, String body) {
		if (method.equals("POST")) {
			long id = this.keys.computeIfAbsent(exchange.getRequestHeaders().getFirst("Idempotency-Key"),
					(key) -> this.keys.size() + 1L);
			Kept created = this.kept.computeIfAbsent(id, (number) -> kept(number, body, 1));
			return answer("201", created.json());
		}
		Kept before = this.kept.get(id(path));
		if (before == null || this.refusing) {
			return answer(method.equals("PUT") ? "412" : "404", "");
		}
		if (!exchange.getRequestHeaders().getFirst("If-Match").equals("\"" + before.version() + "\"")) {
			return answer("412", "");
		}
		if (method.equals("DELETE")) {
			this.kept.remove(before.id());
			return answer("204", "");
		}
		Kept changed = kept(before.id(), body, before.version() + 1);
		this.kept.put(changed.id(), changed);
		return answer("200", changed.json());
	}

	private Kept kept(long id, String body, int version) {
		JsonNode activity = this.mapper.readTree(body);
		return new Kept(id, activity.required("comment").asString(),
				Integer.parseInt(activity.required("quantity").asString()), version);
	}

	private static long id(String path) {
		return Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
	}

	/**
	 * An activity.
	 *
	 * @param id identifier
	 * @param label comment
	 * @param quantity quantity
	 * @param version how often it was written
	 */
	private record Kept(long id, String label, int quantity, int version) {

		private String json() {
			return "{\"id\": %d, \"comment\": %s, \"quantity\": \"%d\", \"version\": %d}".formatted(this.id,
					this.label.isEmpty() ? "null" : "\"" + this.label + "\"", this.quantity, this.version);
		}

	}

}
