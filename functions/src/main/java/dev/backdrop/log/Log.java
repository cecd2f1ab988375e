package dev.backdrop.log;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.time.Clock;

/** One line of JSON for each thing worth knowing, with the names that people search by: jobId, provider, taskId. */
public final class Log {

    private final PrintStream out;
    private final Clock clock;

    public Log(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    public Line info(String message) {
        return new Line("INFO", message);
    }

    public Line warn(String message) {
        return new Line("WARN", message);
    }

    public Line error(String message) {
        return new Line("ERROR", message);
    }

    /** A line in the making. Never give it keys, presigned addresses or image bytes. */
    public final class Line {

        private final ObjectNode json = JsonNodeFactory.instance.objectNode();

        private Line(String level, String message) {
            json.put("time", clock.instant().toString()).put("level", level).put("message", message);
        }

        /** Null values are left out. */
        public Line with(String name, Object value) {
            if (value != null) {
                json.put(name, value.toString());
            }
            return this;
        }

        public void write() {
            out.println(json);
        }
    }
}
