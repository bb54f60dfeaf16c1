package cn.zhenmai.alert;

/** An alert as it is stored: what the engine says of it, and what people have done with it. */
public record HandledAlert(Alert alert, Handling handling) {}
