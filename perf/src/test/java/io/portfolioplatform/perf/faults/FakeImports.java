package io.portfolioplatform.perf.faults;

import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.sun.net.httpserver.HttpExchange;

/**
 * Stands where the application is, for one person who imports files: portfolios, which
 * are called 1, 2 and so on, and imports that are called as the portfolio they go to.
 */
final class FakeImports extends FakeApplication {

	private static final Pattern ROW = Pattern.compile("2007-06-01,buy,MSFT,(\\d+),30,USD,(.+)");

	private final Map<String, String> names = new LinkedHashMap<>();

	private final Map<String, List<Row>> stored = new HashMap<>();

	private final Map<String, Integer> requests = new HashMap<>();

	private final Kind kind;

	private FakeImports(Kind kind) throws IOException {
		this.kind = kind;
	}

	static FakeImports start(Kind kind) throws IOException {
		FakeImports fake = new FakeImports(kind);
		fake.serve();
		return fake;
	}

	/** As the database tells. */
	synchronized Map<String, List<Integer>> held() {
		return this.stored.values()
			.stream()
			.flatMap(List::stream)
			.collect(Collectors.groupingBy(Row::label, Collectors.mapping(Row::quantity, Collectors.toList())));
	}

	/** How often something was asked for, by method and path. */
	synchronized Map<String, Integer> requests() {
		return Map.copyOf(this.requests);
	}

	/** One that is not answered is carried out all the same. */
	@Override
	synchronized String[] answer(HttpExchange exchange, String body) {
		URI uri = exchange.getRequestURI();
		String id = uri.getPath().replaceAll("\\D", "");
		String what = exchange.getRequestMethod() + " " + uri.getPath().replace("/api/", "").replaceAll("/\\d+", "/N");
		int times = this.requests.merge(what, 1, Integer::sum);
		String[] answer = switch (what) {
			case "POST portfolios" -> create(body.replaceAll(".*: \"(.*)\"}", "$1"));
			case "GET portfolios" ->
				ok(this.names.keySet().stream().map(this::portfolio).collect(Collectors.joining(", ", "[", "]")));
			case "POST imports" -> upload(uri.getQuery().replaceAll("\\D", ""), body);
			case "GET imports/N" -> ok(progress(id, times));
			case "GET portfolios/N/export" -> ok((this.kind == Kind.CUT) ? "{" : "{\"activities\": "
					+ this.stored.get(id).stream().map(Row::json).collect(Collectors.joining(", ", "[", "]")) + "}");
			case "DELETE portfolios/N" -> status((this.stored.remove(id) != null) ? "204" : "404");
			default -> throw new IllegalStateException(what);
		};
		return (this.kind == Kind.UNANSWERED && times % 2 == 1) ? status("503") : answer;
	}

	private String[] create(String name) {
		if (this.names.containsValue(name)) {
			return status("409");
		}
		String id = Integer.toString(this.names.size() + 1);
		this.names.put(id, name);
		return answer("201", portfolio(id));
	}

	private String portfolio(String id) {
		return "{\"id\": \"%s\", \"name\": \"%s\", \"version\": 1}".formatted(id, this.names.get(id));
	}

	private String[] upload(String portfolio, String body) {
		List<Row> rows = ROW.matcher(body)
			.results()
			.map((row) -> new Row(row.group(2).strip(), Integer.parseInt(row.group(1))))
			.toList();
		this.stored.put(portfolio, (this.kind == Kind.HALF) ? rows.subList(1, rows.size()) : rows);
		return answer("202", "{\"id\": \"" + portfolio + "\"}");
	}

	private String progress(String id, int times) {
		String state = switch (this.kind) {
			case STUCK -> "RUNNING";
			case REFUSING, UNANSWERED -> "REFUSED";
			default -> (times % 2 == 1) ? "RUNNING" : "DONE";
		};
		return "{\"id\": \"%s\", \"state\": \"%s\", \"answer\": {\"status\": %d}}".formatted(id, state,
				(this.kind == Kind.UNANSWERED) ? 409 : 422);
	}

	private static String[] ok(String body) {
		return answer("200", body);
	}

	private static String[] status(String status) {
		return answer(status, "");
	}

	/** What is wrong with it. */
	enum Kind {

		/** Nothing. */
		FINE,

		/** Every second request of a kind is carried out and answered with 503. */
		UNANSWERED,

		/** Files are never stored. */
		STUCK,

		/** Files that were accepted are refused. */
		REFUSING,

		/** Of each file a row is missing. */
		HALF,

		/** Exports end in the middle. */
		CUT

	}

	/**
	 * A row of a file.
	 *
	 * @param label its comment
	 * @param quantity its quantity
	 */
	private record Row(String label, int quantity) {

		private String json() {
			return "{\"comment\": \"%s\", \"quantity\": %d}".formatted(this.label, this.quantity);
		}

	}

}
