gongkai.part("x250c8f7f-0CIk","01 -q0v");
