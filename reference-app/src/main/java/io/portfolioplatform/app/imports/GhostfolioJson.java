package io.portfolioplatform.app.imports;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON as Ghostfolio exports it. Activities are read one by one, so that a long file
 * costs no more than what is kept of it. It is asked first because one character decides.
 * Platforms and tags are not imported.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class GhostfolioJson implements ImportFormat {

	private static final JsonFactory FACTORY = new JsonFactory();

	@Override
	public boolean recognizes(String text) {
		return text.stripLeading().startsWith("{") || text.stripLeading().startsWith("[");
	}

	@Override
	public ParsedImport parse(String file, String text) {
		try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
			return parse(file, parser);
		}
	}

	private static ParsedImport parse(String file, JsonParser parser) {
		GhostfolioDocument document = new GhostfolioDocument(file);
		try {
			document.read(parser);
			return document.toImport();
		}
		catch (BadCellException ex) {
			throw new ImportRefusedException(file, ex.problem());
		}
		catch (StreamConstraintsException ex) {
			throw refused(file, parser.currentLocation(),
					"is nested too deeply, or holds a name, number or text that is too long");
		}
		catch (JacksonException ex) {
			throw refused(file, ex.getLocation(), "is not JSON: " + ex.getOriginalMessage());
		}
	}

	private static ImportRefusedException refused(String file, TokenStreamLocation place, String message) {
		return new ImportRefusedException(file,
				new ImportProblem(place.getLineNr(), "character " + place.getColumnNr(), "", message));
	}

}
