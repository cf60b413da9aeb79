package io.portfolioplatform.deploy;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.List;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.kubernetes.client.util.ModelMapper;
import io.kubernetes.client.util.Yaml;

/**
 * Loads objects as the API server would: no field that it does not know, none of another
 * type, none missing that it asks for.
 */
final class Strict {

	/** Of others than Kubernetes itself: what their CustomResourceDefinitions say. */
	private static final List<String> OPERATORS = List.of("monitoring.coreos.com/v1", "external-secrets.io/v1");

	private Strict() {
	}

	/**
	 * Return what the server would refuse.
	 * @param document the object
	 * @return one text for each fault
	 */
	static List<String> violations(Document document) throws IOException {
		if (document.name().isEmpty()) {
			return List.of("metadata.name: is missing");
		}
		if (OPERATORS.contains(document.text("$.apiVersion"))) {
			return Schema.of(document.kind()).violations(document);
		}
		String json = document.json().jsonString();
		try {
			// Types and quantities, then what is missing.
			Yaml.load(json);
			modelOf(document).getMethod("validateJsonElement", JsonElement.class)
				.invoke(null, JsonParser.parseString(json));
			return List.of();
		}
		catch (InvocationTargetException ex) {
			return List.of(String.valueOf(ex.getCause()));
		}
		catch (ReflectiveOperationException | RuntimeException ex) {
			return List.of(ex.toString());
		}
	}

	private static Class<?> modelOf(Document document) {
		String[] version = document.text("$.apiVersion").split("/");
		String group = (version.length > 1) ? version[0] : "";
		Class<?> model = ModelMapper.getApiTypeClass(group, version[version.length - 1], document.kind());
		if (model == null) {
			throw new IllegalArgumentException("Kubernetes knows no " + document.kind());
		}
		return model;
	}

}
