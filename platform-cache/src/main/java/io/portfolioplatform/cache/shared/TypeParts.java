package io.portfolioplatform.cache.shared;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.BeanPropertyDefinition;
import tools.jackson.databind.introspect.ClassIntrospector;
import tools.jackson.databind.jsontype.NamedType;

/**
 * What values of a type are made of, as Jackson resolves it: bounds stand in for
 * wildcards and variables, and the subtypes count that annotations name.
 *
 * @param type the type
 * @param parts types by what tells them apart within this one
 */
record TypeParts(JavaType type, SortedMap<String, JavaType> parts) {

	private static final DeserializationConfig CONFIG = ResultMapper.config();

	private static final AnnotationIntrospector ANNOTATIONS = CONFIG.getAnnotationIntrospector();

	/**
	 * Return a type and all that are reached from it.
	 * @param type the type
	 * @param members adds members of types of an application, which lead on
	 */
	static Collection<TypeParts> of(Type type, Consumer<TypeParts> members) {
		Map<String, TypeParts> seen = new LinkedHashMap<>();
		collect(CONFIG.getTypeFactory().constructType(type), members, seen);
		return seen.values();
	}

	private static void collect(JavaType type, Consumer<TypeParts> members, Map<String, TypeParts> seen) {
		String name = type.toCanonical();
		if (!seen.containsKey(name)) {
			TypeParts found = new TypeParts(type, new TreeMap<>());
			seen.put(name, found);
			found.addArguments();
			if (!type.isArrayType() && !type.isPrimitive() && !isJava(type)) {
				found.addReplacements();
				members.accept(found);
			}
			found.parts.values().forEach((part) -> collect(part, members, seen));
		}
	}

	private static boolean isJava(JavaType type) {
		return type.getRawClass().getName().startsWith("java.");
	}

	private void addArguments() {
		add("<key>", this.type.getKeyType());
		add("<content>", this.type.getContentType());
		for (int i = 0; i < this.type.containedTypeCount(); i++) {
			add("<" + i + ">", this.type.containedType(i));
		}
	}

	private void add(String name, @Nullable JavaType part) {
		if (part != null) {
			this.parts.put(name, part);
		}
	}

	/**
	 * What is read in the place of this type.
	 */
	private void addReplacements() {
		AnnotatedClass annotations = CONFIG.classIntrospectorInstance().introspectClassAnnotations(this.type);
		CONFIG.getSubtypeResolver()
			.collectAndResolveSubtypesByTypeId(CONFIG, annotations)
			.forEach((subtype) -> addSubtype(this.type, subtype));
		JsonTypeInfo.Value info = ANNOTATIONS.findPolymorphicTypeInfo(CONFIG, annotations);
		if (info != null && info.getDefaultImpl() != null) {
			addSubtype(this.type, new NamedType(info.getDefaultImpl()));
		}
		add("<as>", ANNOTATIONS.refineDeserializationType(CONFIG, annotations, this.type));
	}

	private void addSubtype(JavaType base, NamedType subtype) {
		if (base.getRawClass().isAssignableFrom(subtype.getType())) {
			add("<" + subtype.getName() + " " + subtype.getType().getName() + ">",
					CONFIG.getTypeFactory().constructSpecializedType(base, subtype.getType()));
		}
	}

	/**
	 * Add the declared and inherited fields.
	 * @param included which of them
	 */
	void addFields(Predicate<Field> included) {
		for (JavaType owner = this.type; owner != null && !isJava(owner); owner = owner.getSuperClass()) {
			JavaType declaring = owner;
			Arrays.stream(owner.getRawClass().getDeclaredFields())
				.filter((field) -> !Modifier.isStatic(field.getModifiers()) || field.isEnumConstant())
				.filter(included)
				.forEach((field) -> add(declaring.getRawClass().getName() + "." + field.getName(),
						CONFIG.getTypeFactory().resolveMemberType(field.getGenericType(), declaring.getBindings())));
		}
	}

	/**
	 * Add the properties by the names they have in JSON.
	 */
	void addProperties() {
		ClassIntrospector introspector = CONFIG.classIntrospectorInstance();
		try {
			introspector.introspectForDeserialization(this.type, introspector.introspectClassAnnotations(this.type))
				.findProperties()
				.forEach(this::addProperty);
		}
		catch (JacksonException | IllegalArgumentException ex) {
			// Nothing of this type is ever read.
		}
	}

	private void addProperty(BeanPropertyDefinition property) {
		JavaType declared = property.getPrimaryType();
		AnnotatedMember member = property.getPrimaryMember();
		if (member == null) {
			add(property.getName(), declared);
			return;
		}
		add(property.getName(), ANNOTATIONS.refineDeserializationType(CONFIG, member, declared));
		CONFIG.getSubtypeResolver()
			.collectAndResolveSubtypesByTypeId(CONFIG, member, declared)
			.forEach((subtype) -> addSubtype(declared, subtype));
	}

}
