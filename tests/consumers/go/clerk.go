package main

// rewrite reads a session and writes it.
func rewrite(data []byte) ([]byte, error) {
	session, err := UnmarshalSession(data)
	if err != nil {
		return nil, err
	}
	return session.Marshal()
}

// use is a program of a user: it builds, reads and compares a session. That it compiles is what it is for.
func use() {
	organization := "org"
	session := Session{
		Object:                   SessionObjectSession,
		ID:                       "s",
		Status:                   Active,
		ExpireAt:                 1731839367890,
		LastActiveOrganizationID: &organization,
		Actor:                    map[string]interface{}{"sub": "u"},
		LatestActivity:           &SessionActivityResponse{ID: "a", IsMobile: true},
		Tasks:                    []SessionTask{{Key: "choose-organization"}},
	}
	var expires int64 = session.ExpireAt
	var status SessionStatus = session.Status
	if expires < 0 || status == Expired || session.Tasks[0].Key == "" {
		panic("not the session that was built")
	}
}
