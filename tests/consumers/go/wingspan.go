package main

// rewrite reads a session response and writes it.
func rewrite(data []byte) ([]byte, error) {
	session, err := UnmarshalSessionResponse(data)
	if err != nil {
		return nil, err
	}
	return session.Marshal()
}

// use is a program of a user: it builds, reads and compares a session response. That it compiles is what it is for.
func use() {
	user := "usr"
	session := SessionResponse{
		Expiration:  "2026-01-31T12:00:00Z",
		SessionType: Guest,
		Labels:      map[string]string{"team": "blue"},
		UserID:      &user,
	}
	var kind SessionResponseSessionType = session.SessionType
	if kind != Guest || session.Labels["team"] != "blue" || *session.UserID != user {
		panic("not the session that was built")
	}
}
