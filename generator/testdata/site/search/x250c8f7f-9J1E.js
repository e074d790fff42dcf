gongkai.part("x250c8f7f-9J1E","01 5wIb");
