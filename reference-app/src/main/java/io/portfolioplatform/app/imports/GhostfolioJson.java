package io.portfolioplatform.app.imports;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON as Ghostfolio exports it. Activities are read one by one, so that a long file
 * costs no more than what is kept of it. It is asked first because one character decides.
 * Platforms and tags are not imported.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class GhostfolioJson implements ImportFormat {

	private static final JsonFactory FACTORY = JsonFactory.builder()
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.build();

	@Override
	public boolean recognizes(String text) {
		return text.stripLeading().startsWith("{") || text.stripLeading().startsWith("[");
	}

	@Override
	public ParsedImport parse(String file, String text) {
		GhostfolioDocument document = new GhostfolioDocument(file);
		try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
			document.read(parser);
			return document.toImport();
		}
		catch (JacksonException ex) {
			throw new ImportRefusedException(file, new ImportProblem(ex.getLocation().getLineNr(),
					"character " + ex.getLocation().getColumnNr(), "", "is not JSON: " + ex.getOriginalMessage()));
		}
	}

}
