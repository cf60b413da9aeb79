package io.portfolioplatform.app.openapi;

import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;

import org.springframework.stereotype.Component;

/**
 * Says what the types of record components say and the description would not: which may
 * be {@code null}, which are written as numbers, which are JSON of their own.
 */
@Component
class RecordSchemas implements OpenApiCustomizer {

	private final AnsweredRecords records;

	RecordSchemas(AnsweredRecords records) {
		this.records = records;
	}

	@Override
	@SuppressWarnings("rawtypes") // as the library declares it
	public void customise(OpenAPI description) {
		Map<String, Schema> schemas = description.getComponents().getSchemas();
		for (Class<?> record : this.records.find()) {
			Schema<?> schema = schemas.get(record.getSimpleName());
			if (schema != null && schema.getProperties() != null) {
				for (RecordComponent component : record.getRecordComponents()) {
					schema.getProperties()
						.computeIfPresent(component.getName(), (name, property) -> described(component, property));
				}
			}
		}
	}

	private static Schema<?> described(RecordComponent component, Schema<?> property) {
		if (component.getAccessor().isAnnotationPresent(JsonRawValue.class)) {
			return new JsonSchema();
		}
		JsonFormat format = component.getAccessor().getAnnotation(JsonFormat.class);
		Schema<?> schema = (format != null && format.shape() == JsonFormat.Shape.NUMBER) ? typed("number") : property;
		return component.getAnnotatedType().isAnnotationPresent(Nullable.class) ? orNull(schema) : schema;
	}

	/**
	 * Beside the schema and not in it: one schema may describe many components.
	 */
	private static Schema<?> orNull(Schema<?> schema) {
		JsonSchema either = new JsonSchema();
		either.addOneOfItem(schema);
		either.addOneOfItem(typed("null"));
		return either;
	}

	private static Schema<?> typed(String type) {
		JsonSchema schema = new JsonSchema();
		schema.setTypes(Set.of(type));
		return schema;
	}

}
