package dev.backdrop.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.backdrop.request.Request;
import dev.backdrop.request.RequestJson;
import java.io.IOException;

/** How our values look as JSON, in events, in state and in records. */
public final class Json {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .addModule(requests())
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Json() {}

    public static ObjectMapper mapper() {
        return MAPPER;
    }

    private static SimpleModule requests() {
        SimpleModule module = new SimpleModule("requests");
        module.addSerializer(Request.class, new JsonSerializer<>() {
            @Override
            public void serialize(Request request, JsonGenerator json, SerializerProvider provider) throws IOException {
                json.writeTree(RequestJson.write(request));
            }
        });
        module.addDeserializer(Request.class, new JsonDeserializer<>() {
            @Override
            public Request deserialize(JsonParser json, DeserializationContext context) throws IOException {
                return RequestJson.read(json.readValueAsTree());
            }
        });
        return module;
    }
}
